import { describe, expect, it } from '@jest/globals';
import { COVERAGE_KINDS } from '../../../../src/domain/event.js';
import { assemblePacket } from '../../../../src/reports/packet/assemble-packet.js';
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
});

describe('The coverage a packet prints', () => {
  const pager = { ...coverage(['paged', 'acknowledged']), connection: 'pd-main', from: '2026-01-01T00:00:00.000Z' };
  const document = assemblePacket(
    packetInput({ scorecard: scorecard([], { coverage: [pager, coverage([...COVERAGE_KINDS], 'native')] }) }),
  );

  it('says of each source, kind by kind, what it can record and what it cannot', () => {
    const [first] = document.coverage;
    expect(first?.source).toBe('PagerDuty (pd-main)');
    expect(first?.span).toBe('from 1 Jan 2026');
    expect(first?.records).toBe('page, acknowledgement');
    // 35 event kinds, items, their proof and shifts are printed, two of them recorded: 38 - 2 = 36.
    expect(first?.cannotRecord.split(', ')).toHaveLength(36);
  });

  it('says so where a source can record everything', () => {
    expect(document.coverage[1]?.cannotRecord).toBe('none of these');
  });
});
