import { describe, expect, it } from '@jest/globals';
import { COVERAGE_KINDS } from '../../../../src/domain/event.js';
import type { IncidentFile } from '../../../../src/domain/incident-file.js';
import { assemblePacket } from '../../../../src/reports/packet/assemble-packet.js';
import type { PacketDocument } from '../../../../src/reports/packet/packet-document.js';
import {
  actionItem,
  type ChanceShape,
  coverage,
  event,
  finding,
  incident,
  incidentFile,
  MAREN,
  packetInput,
  scorecard,
} from '../../../builders/packet-input.js';

/** Seven incidents with a join and a fix each, the first of them from PagerDuty and six kept by hand; `recorded` of them. */
function joinedFiles(recorded: number): IncidentFile[] {
  return Array.from({ length: 7 }, (_, n) => {
    const head = incident(`inc-${String(n)}`, `2026-03-0${String(1 + n)}T10:00:00.000Z`, { severity: 3 });
    const kept = { actor: MAREN, handKept: n >= recorded };
    return incidentFile(head, [
      event(head, 'joined', 3, kept),
      event(head, 'fix', 9, { ...kept, url: 'https://git.example.com/pull/1' }),
    ]);
  });
}

function packetOf(files: readonly IncidentFile[]): PacketDocument {
  return assemblePacket(packetInput({ files, scorecard: scorecard([], { coverage: [coverage(COVERAGE_KINDS)] }) }));
}

describe('self-reported work on the first page', () => {
  const packet = packetOf(joinedFiles(1));

  it('is said beside each count, and fills no square', () => {
    expect(packet.glance[0]).toMatchObject({ words: '7, of them 6 self-reported', filled: 1, total: 7 });
    expect(packet.glance[2]).toMatchObject({ words: '7, of them 6 self-reported', filled: 1, total: 7 });
  });

  it('stands beside a claim, not in its count', () => {
    expect(packet.claims.map(({ text }) => text)).toEqual([
      'Repaired checkout once: INC-0.',
      'Took part in one incident; 6 more self-reported.',
    ]);
  });

  it('is told in the paragraph', () => {
    expect(packet.paragraph.text).toContain('contributing to each. In six of them, that part is self-reported.');
  });

  it('alone makes no claim', () => {
    const alone = packetOf(joinedFiles(0));
    expect(alone.claims).toEqual([]);
    expect(alone.glance[0]?.words).toBe('7, self-reported');
    expect(alone.paragraph.text).toContain('All of that is self-reported.');
  });

  it('is not mentioned where there is none', () => {
    const page = packetOf(joinedFiles(7));
    expect(JSON.stringify([page.glance, page.claims, page.paragraph])).not.toContain('self-reported');
    expect(page.glance[0]).not.toHaveProperty('total');
  });

  it('is told among answered pages and closed items too', () => {
    const head = incident('inc-1', '2026-03-01T10:00:00.000Z');
    const item = actionItem('pay-1', head.declaredAt, { closedAt: '2026-03-09T10:00:00.000Z', handKept: true });
    const file = incidentFile(head, [event(head, 'paged', 0, { subject: MAREN })], [item]);
    const met: ChanceShape = { of: file, kinds: ['paged'], outcome: 'met' };
    const pages = finding('answers-pages', [met, met, { ...met, outcome: 'not-met' }]);
    const observations = pages.observations.map((chance, n) => ({
      ...chance,
      tier: n === 0 ? ('self-reported' as const) : chance.tier,
    }));
    const { glance } = assemblePacket(
      packetInput({ files: [file], scorecard: scorecard([{ ...pages, observations }]) }),
    );
    expect(glance[1]).toMatchObject({ words: '2 of 3, of them 1 self-reported', filled: 1, total: 3 });
    expect(glance[3]).toMatchObject({ words: '1 of 1, self-reported', filled: 0, total: 1 });
  });
});

describe('what a count is called', () => {
  it('is joining where joining can be recorded, and working in an incident where it cannot', () => {
    const files = joinedFiles(7);
    const known = scorecard([], { coverage: [coverage(['resolved', 'fix'])] });
    expect(assemblePacket(packetInput({ files, scorecard: known })).glance[0]?.label).toBe('Incidents worked in');
    expect(packetOf(files).glance[0]?.label).toBe('Incidents joined');
  });

  it('is singular for one', () => {
    const text = JSON.stringify(packetOf(joinedFiles(1).slice(0, 1)));
    expect(text).not.toMatch(/\b(?:1|one) (?:incidents|pages|occasions|action items|months)\b/u);
  });
});
