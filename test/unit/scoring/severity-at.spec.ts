import { describe, expect, it } from '@jest/globals';
import type { RecordedEvent } from '../../../src/domain/incident-file.js';
import { severityAt } from '../../../src/scoring/severity-at.js';
import { aFile, anEvent } from '../../builders/incidents.js';
import { minute } from '../../builders/moments.js';
import { aPerson } from '../../builders/people.js';

const change = (minutes: number, from: unknown, to: unknown, fields: Partial<RecordedEvent> = {}): RecordedEvent =>
  anEvent('severity-changed', minute(minutes), { actor: 'ben', details: { from, to }, ...fields });

const at = (minutes: number, severity: number | undefined, events: RecordedEvent[]): number | undefined =>
  severityAt(aFile({ incident: { severity }, events }), minute(minutes), 'ada');

describe('Severity at an instant', () => {
  it('is the latest known where it never changed', () => {
    expect(at(5, 3, [])).toBe(3);
  });

  it('is the `from` of the first change after it', () => {
    const changes = [change(10, 4, 2), change(20, 2, 1)];
    expect([at(9, 1, changes), at(15, 1, changes), at(25, 1, changes)]).toEqual([4, 2, 1]);
  });

  it('has changed at the very instant of a change', () => {
    expect(at(10, 2, [change(10, 4, 2)])).toBe(2);
  });

  it('may be missing', () => {
    expect([at(5, undefined, []), at(5, 2, [change(10, undefined, 2)])]).toEqual([undefined, undefined]);
  });

  it('ignores a raise by the person without approval', () => {
    expect(at(15, 1, [change(10, 3, 1, { actor: 'ada' })])).toBe(3);
  });

  it("takes a raise by the person with another's approval, and not with their own", () => {
    const approved = (approvedBy: string): RecordedEvent =>
      change(10, 3, 1, { actor: 'ada', details: { from: 3, to: 1, approvedBy } });
    expect([at(15, 1, [approved('ben')]), at(15, 1, [approved('ada')])]).toEqual([1, 3]);
  });

  it("does not take a bot's approval of a raise for a colleague's", () => {
    const raise = change(10, 3, 1, { actor: 'ada', details: { from: 3, to: 1, approvedBy: 'robo' } });
    const file = aFile({ incident: { severity: 1 }, events: [raise], people: [aPerson('robo', { bot: true })] });
    expect(severityAt(file, minute(15), 'ada')).toBe(3);
  });

  it('is what the last change made it where the incident itself tells none', () => {
    // 4 -> 2 five minutes before: 2 from then on.
    expect([at(-6, undefined, [change(-5, 4, 2)]), at(0, undefined, [change(-5, 4, 2)])]).toEqual([4, 2]);
  });

  it('takes a lowering by the person', () => {
    expect(at(15, 4, [change(10, 2, 4, { actor: 'ada' })])).toBe(4);
  });

  it('is not fooled by a raise in two steps', () => {
    // 3 -> 1 -> 2, both by the person: above 3 either way.
    const steps = [change(10, 3, 1, { actor: 'ada' }), change(12, 1, 2, { actor: 'ada' })];
    expect(at(15, 2, steps)).toBe(3);
  });

  it('reads digits, and takes words for unknown', () => {
    expect([at(5, 2, [change(10, '4', '2')]), at(5, 2, [change(10, 'high', 'low')])]).toEqual([4, undefined]);
  });

  it("goes by the head's changes where the head tells any", () => {
    const attached = change(10, 5, 4, { incident: 'pd-9', id: 'attached' });
    expect(at(5, 2, [attached, change(20, 3, 2)])).toBe(3);
  });
});
