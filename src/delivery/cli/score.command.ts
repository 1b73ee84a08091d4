import { Injectable } from '@nestjs/common';
import type { Scorecard } from '../../domain/scorecard.js';
import type { PacketDocument } from '../../reports/packet/packet-document.js';
import { ownViewWord } from '../../reports/packet/words/rubric-words.js';
import type { Rubric } from '../../scoring/rubric.js';
import { RubricService } from '../../scoring/rubric.service.js';
import { ReviewService } from '../review.service.js';
import { alignColumns, safeForTerminal } from '../terminal-text.js';
import type { ScoreOptions } from './command-line.js';
import { SessionService } from './session.service.js';

@Injectable()
export class ScoreCommand {
  constructor(
    private readonly reviews: ReviewService,
    private readonly rubrics: RubricService,
    private readonly session: SessionService,
  ) {}

  async run(person: string, options: ScoreOptions): Promise<void> {
    if (options.format === 'json') {
      this.session.print(JSON.stringify(await this.reviews.scorecard(person, options), null, 2));
      return;
    }
    const { document, scorecard } = await this.reviews.scoredPacket(person, options);
    const own = options.self === true ? ownWords(scorecard, this.rubrics.default()) : new Map<string, string>();
    this.session.print(describeProfile(document, own));
  }
}

/** The words a person is told about themselves, and no other reader is. */
function ownWords({ findings }: Scorecard, rubric: Rubric): Map<string, string> {
  return new Map(findings.map((finding) => [finding.behaviour, ownViewWord(rubric, finding)]));
}

/** The profile in the words the packet prints: counts first, then how sure they let us be. */
function describeProfile(document: PacketDocument, own: ReadonlyMap<string, string>): string {
  const { person, period, profile, generated } = document;
  const rows = profile.map(({ behaviour, name, count, intervalWords, word, remark }) => [
    name,
    count,
    own.get(behaviour) ?? word,
    intervalWords,
    remark,
  ]);
  return [safeForTerminal(`${person.name}, ${period}`), `As of ${generated.asOf}`, '', alignColumns(rows)].join('\n');
}
