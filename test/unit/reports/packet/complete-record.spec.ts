import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { COVERAGE_KINDS } from '../../../../src/domain/event.js';
import type { ActionItem, IncidentFile } from '../../../../src/domain/incident-file.js';
import { inPeriod } from '../../../../src/domain/review-period.js';
import { assemblePacket } from '../../../../src/reports/packet/assemble-packet.js';
import { arbitraryFiles } from '../../../builders/arbitrary-incidents.js';
import { coverage, packetInput, person, scorecard } from '../../../builders/packet-input.js';

/** Ada's first half of 2026: all of the arbitrary incidents lie in it. */
const CARD = scorecard([], { person: person({ id: 'ada' }), coverage: [coverage(COVERAGE_KINDS)] });

/** The records that name ada as actor, subject or assignee in the period, less the exceptions the lead states. */
function recordsOf(file: IncidentFile): string[] {
  const { incident, events, actionItems } = file;
  if (incident?.mode !== 'real') return [];
  const acts = events.filter(
    ({ kind, at, actor, subject }) =>
      kind !== 'cause-declared' && [actor, subject].includes('ada') && inPeriod(at ?? incident.declaredAt, CARD.period),
  );
  return [...acts, ...actionItems.filter(isHers).flatMap((item) => [item, ...actsOn(item)])].map(
    ({ evidence }) => evidence.record,
  );
}

const actsOn = (item: ActionItem): ActionItem['events'] =>
  item.events.filter(({ at, actor, subject }) => [actor, subject].includes('ada') && inPeriod(at, CARD.period));

/** No arbitrary item changes hands. One closed before the period and not touched in it is no matter of the period. */
const isHers = ({ assignee }: ActionItem): boolean => assignee === 'ada';

const file = fc.tuple(arbitraryFiles, fc.constantFrom('real', 'drill', 'test', 'maintenance'));

describe('the record edition', () => {
  it('holds in its index every record of the period that names the person, but for the exceptions it states', () => {
    fc.assert(
      fc.property(file, ([files, mode]) => {
        const some = files.map((each, n) =>
          n === 0 && each.incident !== null ? { ...each, incident: { ...each.incident, mode } } : each,
        );
        const packet = assemblePacket(packetInput({ files: some, scorecard: CARD }));
        const indexed = new Set(packet.index.map(({ record }) => record));
        expect(packet.edition).toBe('record');
        expect(some.flatMap(recordsOf).filter((record) => !indexed.has(record))).toEqual([]);
      }),
    );
  });
});
