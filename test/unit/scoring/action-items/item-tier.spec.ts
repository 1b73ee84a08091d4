import { describe, expect, it } from '@jest/globals';
import type { ActionItem } from '../../../../src/domain/incident-file.js';
import type { Tier } from '../../../../src/domain/evidence.js';
import { itemTier } from '../../../../src/scoring/action-items/item-tier.js';
import { aFile, anActionItem, anEvent, anItemEvent, type FileParts } from '../../../builders/incidents.js';
import { minute, START } from '../../../builders/moments.js';
import { aPerson } from '../../../builders/people.js';
import { observed } from '../../../builders/scoring.js';

const closed = (fields: Partial<ActionItem> = {}): ActionItem =>
  anActionItem({ dueAt: '2026-03-12', closedAt: minute(1440), closedBy: 'ada', ...fields });

const tierOf = (item: ActionItem, parts: FileParts = {}): Tier =>
  itemTier(item, 'ada', aFile({ actionItems: [item], ...parts }));

describe('The tier of an action item', () => {
  it('is that of its record while nothing else is known', () => {
    expect([tierOf(anActionItem()), tierOf(anActionItem({ handKept: true })), tierOf(closed({ by: 'ada' }))]).toEqual([
      'recorded',
      'self-reported',
      'self-reported',
    ]);
  });

  it('is that of the record of its closing, where there is one', () => {
    const events = [anItemEvent('closed', minute(1440), { actor: 'ada' })];
    expect(tierOf(closed({ handKept: true, events }))).toBe('recorded');
  });

  it('is corroborated by a colleague who closed or verified it, and not by a bot', () => {
    const people = [aPerson('robo', { bot: true })];
    expect([
      tierOf(closed({ closedBy: 'ben' })),
      tierOf(closed({ verifiedBy: 'ben' })),
      tierOf(closed({ closedBy: 'robo' }), { people }),
    ]).toEqual(['corroborated', 'corroborated', 'recorded']);
  });

  it('is corroborated by a merged change that it links', () => {
    const url = 'https://git.example/pull/9';
    const fix = anEvent('fix', minute(600), { actor: 'ada', url, details: { class: 'preventive' } });
    expect(tierOf(closed({ evidenceUrl: url }), { events: [fix] })).toBe('corroborated');
  });

  it('owes nothing to a closing that came after the item was passed on', () => {
    const events = [
      anItemEvent('assigned', START, { subject: 'ada' }),
      anItemEvent('assigned', minute(60), { subject: 'ben' }),
    ];
    expect(tierOf(closed({ assignee: 'ben', closedBy: 'carol', events }))).toBe('recorded');
  });

  it('is the one that follow-through prints', () => {
    for (const item of [closed(), closed({ closedBy: 'ben' }), closed({ handKept: true })]) {
      const [one] = observed('follows-through', aFile({ actionItems: [item] }));
      expect(one?.tier).toBe(tierOf(item));
    }
  });
});
