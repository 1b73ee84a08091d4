import { describe, expect, it } from '@jest/globals';
import type { ActionItem, ActionItemEvent } from '../../../../src/domain/incident-file.js';
import { assemblePacket } from '../../../../src/reports/packet/assemble-packet.js';
import type { PacketDocument } from '../../../../src/reports/packet/packet-document.js';
import { itemTier } from '../../../../src/scoring/action-items/item-tier.js';
import { actionItem, evidenceOf, incidentFile, JONAS, MAREN, packetInput } from '../../../builders/packet-input.js';

const CREATED = '2026-02-02T09:00:00.000Z';

function itemEvent(kind: ActionItemEvent['kind'], day: string, more: Partial<ActionItemEvent> = {}): ActionItemEvent {
  const id = `pay-1-${kind}-${day}`;
  const at = `${day}T12:00:00.000Z`;
  return { id, kind, at, system: 'tracker', handKept: false, evidence: evidenceOf(id), ...more };
}

function packetOf(more: Partial<ActionItem>): PacketDocument {
  const item = actionItem('pay-1', CREATED, { dueAt: '2026-03-02', ...more });
  return assemblePacket(packetInput({ files: [incidentFile(null, [], [item])] }));
}

const lineOf = (more: Partial<ActionItem>): string | undefined => packetOf(more).actionItems[0]?.line;
const glanceOf = (more: Partial<ActionItem>): string | undefined => packetOf(more).glance[3]?.words;

const accepted = itemEvent('accepted', '2026-02-03', { actor: MAREN });
const closed = itemEvent('closed', '2026-02-20', { actor: MAREN });
const reopened = itemEvent('reopened', '2026-02-25', { actor: JONAS });

describe('an action item', () => {
  it('accepted and closed by events alone is accepted and closed, in its line and at a glance', () => {
    const events = [accepted, closed];
    expect(lineOf({ events })).toBe('Accepted 3 Feb, due 2 Mar, closed 20 Feb.');
    expect(glanceOf({ events })).toBe('1 of 1');
  });

  it('reopened after its closing is open, whatever its fields say', () => {
    const more = { closedAt: closed.at, events: [accepted, closed, reopened] };
    expect(lineOf(more)).toBe('Accepted 3 Feb, due 2 Mar, reopened, open.');
    expect(glanceOf(more)).toBe('0 of 1');
  });

  it('closed again after a reopening is closed then', () => {
    const again = itemEvent('closed', '2026-03-01', { actor: MAREN });
    expect(lineOf({ events: [accepted, closed, reopened, again] })).toBe('Accepted 3 Feb, due 2 Mar, closed 1 Mar.');
  });

  it('whose due date a colleague moved is held to the date it was moved to', () => {
    const moved = itemEvent('due-moved', '2026-02-10', { actor: JONAS, from: '2026-03-02', to: '2026-03-30' });
    expect(lineOf({ dueAt: '2026-03-30', events: [accepted, moved] })).toBe(
      'Accepted 3 Feb, due 2 Mar, moved with approval to 30 Mar, open.',
    );
  });

  it('whose due date the person moved alone is held to the first', () => {
    const moved = itemEvent('due-moved', '2026-02-10', { actor: MAREN, from: '2026-03-02', to: '2026-03-30' });
    expect(lineOf({ dueAt: '2026-03-30', events: [accepted, moved] })).toBe('Accepted 3 Feb, due 2 Mar, open.');
  });

  it('that stayed theirs was taken on by keeping it', () => {
    expect(lineOf({})).toBe('Taken on by keeping it, due 2 Mar, open.');
  });

  it('passed on has its line, and is neither closed nor left open at a glance', () => {
    const passed = itemEvent('assigned', '2026-05-04', { actor: MAREN, from: MAREN, subject: JONAS });
    const more = { assignee: JONAS, events: [accepted, passed] };
    expect(lineOf(more)).toBe('Accepted 3 Feb, due 2 Mar, passed on 4 May.');
    expect(packetOf(more).glance[3]).toMatchObject({ filled: 0, total: 0 });
  });

  it('passed on before the period, or given to them after it, has none', () => {
    const before = itemEvent('assigned', '2025-12-04', { actor: MAREN, from: MAREN, subject: JONAS });
    const after = itemEvent('assigned', '2026-07-01', { actor: JONAS, from: JONAS, subject: MAREN });
    const old = '2025-11-04T09:00:00.000Z';
    expect(packetOf({ createdAt: old, assignee: JONAS, events: [before] }).actionItems).toEqual([]);
    expect(packetOf({ assignee: MAREN, events: [after] }).actionItems).toEqual([]);
  });

  it('that came back after the period was theirs in it all the same', () => {
    const passed = itemEvent('assigned', '2026-05-04', { from: MAREN, subject: JONAS });
    const back = itemEvent('assigned', '2026-07-01', { from: JONAS, subject: MAREN });
    expect(lineOf({ assignee: MAREN, events: [accepted, passed, back] })).toBe(
      'Accepted 3 Feb, due 2 Mar, passed on 4 May.',
    );
  });

  it('closed before the period is listed where they acted on it again, and is not counted', () => {
    const createdAt = '2025-10-01T09:00:00.000Z';
    const early = itemEvent('closed', '2025-11-20', { actor: MAREN });
    const comment = itemEvent('commented', '2026-02-20', { actor: MAREN });
    expect(packetOf({ createdAt, events: [early] }).actionItems).toEqual([]);
    const packet = packetOf({ createdAt, events: [early, comment] });
    expect(packet.actionItems).toHaveLength(1);
    expect(packet.glance[3]).toMatchObject({ filled: 0, total: 0 });
  });

  it('dropped with a colleague’s approval counts neither way', () => {
    const dropped = { closedAt: closed.at, resolution: 'wont-do' as const, resolutionApprovedBy: JONAS };
    expect(packetOf(dropped).glance[3]).toMatchObject({ filled: 0, total: 0 });
    expect(glanceOf({ ...dropped, resolutionApprovedBy: MAREN })).toBe('0 of 1');
  });

  it('has the one tier that scoring gives it', () => {
    const item = actionItem('pay-1', CREATED, { handKept: true, verifiedBy: JONAS, closedAt: closed.at });
    const file = incidentFile(null, [], [item]);
    const [line] = assemblePacket(packetInput({ files: [file] })).actionItems;
    expect(line?.tier).toBe(itemTier(item, MAREN, file));
    expect(line?.tier).toBe('corroborated');
  });
});
