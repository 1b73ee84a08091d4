import { describe, expect, it } from '@jest/globals';
import type { ActionItem } from '../../../src/domain/incident-file.js';
import { asOf } from '../../../src/scoring/as-of.js';
import { aFile, anActionItem, anEvent, anItemEvent } from '../../builders/incidents.js';
import { LATER, minute } from '../../builders/moments.js';

const itemAsOf = (fields: Partial<ActionItem>, minutes: number): ActionItem | undefined =>
  asOf(aFile({ actionItems: [anActionItem(fields)] }), minute(minutes)).actionItems[0];

describe('As-of', () => {
  it('hands back the very same file when nothing is later', () => {
    const file = aFile({ events: [anEvent('joined', minute(1), { actor: 'ada' })], actionItems: [anActionItem()] });
    expect(asOf(file, LATER)).toBe(file);
  });

  it('drops later events and keeps those at the very instant', () => {
    const events = [anEvent('joined', minute(5), { actor: 'ada' }), anEvent('note', minute(6), { actor: 'ada' })];
    expect(asOf(aFile({ events }), minute(5)).events.map(({ kind }) => kind)).toEqual(['joined']);
  });

  it('keeps presence without an instant, but not from before the declaration', () => {
    const file = aFile({ events: [anEvent('joined', undefined, { actor: 'ada' })] });
    expect([asOf(file, minute(0)).events.length, asOf(file, minute(-1)).events.length]).toEqual([1, 0]);
  });

  it('drops a fix that was not merged yet', () => {
    const fix = anEvent('fix', minute(5), { actor: 'ada', details: { mergedAt: minute(50) } });
    expect([
      asOf(aFile({ events: [fix] }), minute(49)).events,
      asOf(aFile({ events: [fix] }), minute(50)).events,
    ]).toEqual([[], [fix]]);
  });

  it('blanks later instants of the incident one by one', () => {
    const file = aFile({
      incident: { detectedAt: minute(-5), mitigatedAt: minute(20), resolvedAt: minute(40), closedAt: minute(60) },
    });
    expect(asOf(file, minute(40)).incident).toMatchObject({
      detectedAt: minute(-5),
      mitigatedAt: minute(20),
      resolvedAt: minute(40),
      closedAt: undefined,
    });
  });

  it('takes back a later change of severity', () => {
    const events = [anEvent('severity-changed', minute(30), { details: { from: 4, to: 1 } })];
    const file = aFile({ incident: { severity: 1, severityLabel: 'SEV1' }, events });
    expect(asOf(file, minute(29)).incident).toMatchObject({ severity: 4, severityLabel: undefined });
    expect(asOf(file, minute(30)).incident).toMatchObject({ severity: 1, severityLabel: 'SEV1' });
  });

  it('drops action items created later', () => {
    expect(itemAsOf({ createdAt: minute(10) }, 9)).toBeUndefined();
  });

  it('blanks a later acceptance', () => {
    expect(itemAsOf({ acceptedAt: minute(60) }, 59)?.acceptedAt).toBeUndefined();
  });

  it('blanks a later closing with its closer, its resolution and the approval of it', () => {
    const item = itemAsOf(
      { closedAt: minute(90), closedBy: 'ada', resolution: 'wont-do', resolutionApprovedBy: 'ben' },
      89,
    );
    expect(item).toMatchObject({
      closedAt: undefined,
      closedBy: undefined,
      resolution: undefined,
      resolutionApprovedBy: undefined,
    });
  });

  it('counts an untimed approval or verification from the closing', () => {
    const closed = { closedAt: minute(90), resolutionApprovedBy: 'ben', verifiedBy: 'ben' };
    expect([itemAsOf(closed, 89)?.verifiedBy, itemAsOf(closed, 90)?.verifiedBy]).toEqual([undefined, 'ben']);
    expect(itemAsOf(closed, 90)?.resolutionApprovedBy).toBe('ben');
  });

  it('takes no untimed verification of an item that was never closed', () => {
    expect(itemAsOf({ verifiedBy: 'ben' }, 500)?.verifiedBy).toBeUndefined();
  });

  it('blanks a verification by its own instant', () => {
    const verified = { closedAt: minute(90), verifiedBy: 'ben', verifiedAt: minute(120) };
    expect([itemAsOf(verified, 119)?.verifiedBy, itemAsOf(verified, 120)?.verifiedBy]).toEqual([undefined, 'ben']);
  });

  it('restores the closing that held before a later reopening', () => {
    const events = [
      anItemEvent('closed', minute(70), { actor: 'ada' }),
      anItemEvent('reopened', minute(80)),
      anItemEvent('closed', minute(90), { actor: 'ben' }),
    ];
    const item = { closedAt: minute(90), closedBy: 'ben', events };
    expect([70, 80, 90].map((at) => itemAsOf(item, at)?.closedBy)).toEqual(['ada', undefined, 'ben']);
  });

  it('takes back a later reassignment', () => {
    const events = [
      anItemEvent('assigned', minute(1), { subject: 'ada' }),
      anItemEvent('assigned', minute(70), { subject: 'ben' }),
    ];
    expect([69, 70].map((at) => itemAsOf({ assignee: 'ben', events }, at)?.assignee)).toEqual(['ada', 'ben']);
  });

  it('takes back a later move of the due date', () => {
    const events = [anItemEvent('due-moved', minute(70), { from: '2026-03-10', to: '2026-03-20' })];
    const item = { dueAt: '2026-03-20', events };
    expect([69, 70].map((at) => itemAsOf(item, at)?.dueAt)).toEqual(['2026-03-10', '2026-03-20']);
  });

  it('drops later events of an item', () => {
    const events = [anItemEvent('commented', minute(61)), anItemEvent('commented', minute(62))];
    expect(itemAsOf({ events }, 61)?.events.length).toBe(1);
  });
});
