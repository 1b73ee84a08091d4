import { describe, expect, it } from '@jest/globals';
import { COVERAGE_KINDS } from '../../../../src/domain/event.js';
import { reviewPeriod } from '../../../../src/domain/review-period.js';
import { assemblePacket } from '../../../../src/reports/packet/assemble-packet.js';
import type { PacketDocument } from '../../../../src/reports/packet/packet-document.js';
import {
  coverage,
  event,
  incident,
  incidentFile,
  MAREN,
  packetInput,
  scorecard,
} from '../../../builders/packet-input.js';

/** Led and repaired on 30 December, a note on 2 January: three days later. */
const head = incident('inc-1', '2025-12-30T10:00:00.000Z');
const file = incidentFile(head, [
  event(head, 'role-assumed', 2, { subject: MAREN, details: { role: 'commander' } }),
  event(head, 'fix', 20, { actor: MAREN, url: 'https://git.example.com/pull/1' }),
  event(head, 'note', 3 * 24 * 60, { actor: MAREN }),
]);

function packetOf(firstDay: string, lastDay: string, files = [file]): PacketDocument {
  const period = reviewPeriod({ firstDay, lastDay }, 'Europe/Helsinki');
  return assemblePacket(
    packetInput({ files, scorecard: scorecard([], { period, coverage: [coverage(COVERAGE_KINDS)] }) }),
  );
}

const before = packetOf('2025-07-01', '2025-12-31');
const after = packetOf('2026-01-01', '2026-06-30');

describe('an incident on both sides of a period’s end', () => {
  it('was led and repaired in the period in which that was done', () => {
    expect(before.claims.map(({ text }) => text)).toEqual([
      'Repaired checkout once: INC-1.',
      'Led one incident of severity 1 or 2: INC-1.',
      'Took part in one incident of severity 1 or 2.',
    ]);
    expect(before.glance[2]?.words).toBe('1');
    expect(before.incidents[0]).toMatchObject({ part: 'led', line: 'Led as incident commander, fixed.' });
  });

  it('is in the next only what was done in that', () => {
    expect(after.claims.map(({ text }) => text)).toEqual(['Took part in one incident of severity 1 or 2.']);
    expect(after.glance.map(({ words }) => words)).toEqual(['1', 'not recorded', 'none', 'none assigned']);
    expect(after.incidents[0]).toMatchObject({ part: 'contributed', line: '1 note.' });
    expect(after.strip.marks.map(({ part }) => part)).toEqual(['contributed']);
  });

  it('counts an act without an instant with its declaration', () => {
    const untimed = incidentFile(head, [event(head, 'joined', 0, { actor: MAREN, at: undefined })]);
    expect(packetOf('2025-07-01', '2025-12-31', [untimed]).incidents).toHaveLength(1);
    expect(packetOf('2026-01-01', '2026-06-30', [untimed]).incidents).toEqual([]);
  });
});
