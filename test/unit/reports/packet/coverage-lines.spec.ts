import { describe, expect, it } from '@jest/globals';
import { COVERAGE_KINDS } from '../../../../src/domain/event.js';
import type { Coverage } from '../../../../src/domain/incident-file.js';
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

describe('The maker line', () => {
  const head = incident('inc-1', '2026-03-01T10:00:00.000Z');
  const files = [incidentFile(head, [event(head, 'paged', 0, { subject: MAREN })])];

  it('says of a system that the incidents name that it was not read', () => {
    const named = files.map((file) => ({ ...file, notRead: ['slack'] }));
    expect(assemblePacket(packetInput({ files: named })).maker).toBe(
      'Prepared by Maren Aaltonen, from PagerDuty. Slack was not read.',
    );
    expect(assemblePacket(packetInput({ files })).maker).toBe('Prepared by Maren Aaltonen, from PagerDuty.');
  });

  it('never says of a system that it was read and that it was not', () => {
    const named = files.map((file) => ({ ...file, notRead: ['slack', 'jira'] }));
    const read = scorecard([], { coverage: [coverage(['paged']), coverage(['note'], 'slack')] });
    expect(assemblePacket(packetInput({ files: named, scorecard: read })).maker).toBe(
      'Prepared by Maren Aaltonen, from PagerDuty and Slack. Jira was not read.',
    );
  });

  it.each(['constructor', 'toString', '__proto__'])('names a system of origin called %s like any other', (system) => {
    const own = event(head, 'paged', 0, { subject: MAREN, system });
    const input = packetInput({ files: [incidentFile(head, [own])], scorecard: scorecard([], { coverage: [] }) });
    expect(assemblePacket(input).maker).toContain(system);
  });
});

describe('The coverage a packet prints', () => {
  const pager = { ...coverage(['paged', 'acknowledged']), connection: 'pd-main', from: '2026-01-01T00:00:00.000Z' };
  const tracker = coverage(['action-item', 'leave'], 'jira');
  const printed = (...read: Coverage[]): PacketDocument['coverage'] =>
    assemblePacket(packetInput({ scorecard: scorecard([], { coverage: read }) })).coverage;

  it('says of each source, kind by kind, what it can record; leave is used and never printed', () => {
    expect(printed(pager, tracker).sources).toEqual([
      { source: 'PagerDuty (pd-main)', span: 'from 1 Jan 2026', records: 'page, acknowledgement' },
      { source: 'Jira', span: '', records: 'action item' },
    ]);
  });

  it('says what none of them can record', () => {
    // 35 event kinds, items, their proof and shifts are printed, three of them recorded: 38 - 3 = 35.
    expect(printed(pager, tracker).none.split(', ')).toHaveLength(35);
    expect(printed(coverage([...COVERAGE_KINDS], 'native')).none).toBe('');
  });

  it('says so of a source that records nothing of it', () => {
    expect(printed(coverage([])).sources[0]?.records).toBe('none of it');
  });
});
