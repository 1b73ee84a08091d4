import { Injectable } from '@nestjs/common';
import type { PacketDocument } from '../../reports/packet/packet-document.js';
import { ReviewService } from '../review.service.js';
import { alignColumns, safeForTerminal } from '../terminal-text.js';
import type { ScoreOptions } from './command-line.js';
import { SessionService } from './session.service.js';

@Injectable()
export class ScoreCommand {
  constructor(
    private readonly reviews: ReviewService,
    private readonly session: SessionService,
  ) {}

  async run(person: string, options: ScoreOptions): Promise<void> {
    if (options.format === 'json') {
      this.session.print(JSON.stringify(await this.reviews.scorecard(person, options), null, 2));
      return;
    }
    this.session.print(describeProfile(await this.reviews.packet(person, options)));
  }
}

/** The profile in the words the packet prints: counts first, then how sure they let us be. */
function describeProfile({ person, period, profile, generated }: PacketDocument): string {
  const rows = profile.map(({ name, count, intervalWords, word, remark }) => [
    name,
    count,
    word,
    intervalWords,
    remark,
  ]);
  return [safeForTerminal(`${person.name}, ${period}`), `As of ${generated.asOf}`, '', alignColumns(rows)].join('\n');
}
