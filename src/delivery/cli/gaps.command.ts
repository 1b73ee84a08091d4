import { Injectable } from '@nestjs/common';
import type { Gap } from '../../reports/gaps/gap.js';
import { ReviewService } from '../review.service.js';
import { safeForTerminal } from '../terminal-text.js';
import type { GapsOptions } from './command-line.js';
import { SessionService } from './session.service.js';

@Injectable()
export class GapsCommand {
  constructor(
    private readonly reviews: ReviewService,
    private readonly session: SessionService,
  ) {}

  async run(person: string, options: GapsOptions): Promise<void> {
    const { name, gaps } = await this.reviews.gaps(person, options);
    this.session.print(options.format === 'json' ? JSON.stringify(gaps, null, 2) : describeGaps(name, gaps));
  }
}

function describeGaps(name: string, gaps: readonly Gap[]): string {
  if (gaps.length === 0) return safeForTerminal(`Nothing that can be mended is missing from the record of ${name}.`);
  const lines = gaps.map(({ what, first, command }) =>
    [what, ...(first === undefined ? [] : [`  ${first}`]), `  > ${command}`].map(safeForTerminal).join('\n'),
  );
  const head = `${String(gaps.length)} ${gaps.length === 1 ? 'thing is' : 'things are'} missing from the record of ${name}, and can be mended:`;
  return [safeForTerminal(head), ...lines].join('\n\n');
}
