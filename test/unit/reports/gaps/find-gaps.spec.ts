import { describe, expect, it } from '@jest/globals';
import type { RecordedEvent } from '../../../../src/domain/incident-file.js';
import { findGaps, type LikelyHandle } from '../../../../src/reports/gaps/find-gaps.js';
import type { Gap } from '../../../../src/reports/gaps/gap.js';
import type { PacketInput } from '../../../../src/reports/packet/packet-input.js';
import {
  actionItem,
  coverage,
  event,
  incident,
  incidentFile,
  JONAS,
  MAREN,
  packetInput,
  scorecard,
} from '../../../builders/packet-input.js';

const head = incident('inc-1', '2026-03-01T10:00:00.000Z');
const page = event(head, 'paged', 0, { subject: MAREN });
const command = event(head, 'role-assumed', 5, { subject: MAREN, details: { role: 'commander' } });

function gapsIn(kind: Gap['kind'], input: PacketInput, handles: readonly LikelyHandle[] = []): Gap[] {
  return findGaps(input, handles).filter((gap) => gap.kind === kind);
}

function withEvents(...events: RecordedEvent[]): PacketInput {
  return packetInput({ files: [incidentFile(head, events)] });
}

function withItem(more: Parameters<typeof actionItem>[2]): PacketInput {
  return packetInput({ files: [incidentFile(head, [page], [actionItem('ai-1', '2026-03-02T09:00:00.000Z', more)])] });
}

describe('Gaps of a record', () => {
  it('name a handle that may be the person, with the reasons and the command that links it', () => {
    const handles = [{ connection: 'slack', handle: 'U0MAREN', reasons: ['the same full name'] }];
    expect(gapsIn('handle-not-linked', withEvents(page), handles)).toEqual([
      {
        kind: 'handle-not-linked',
        what: 'slack:U0MAREN may be Maren Aaltonen: the same full name.',
        command: 'sevidence people link U0MAREN pagerduty:PMAREN --connection slack',
        records: [],
      },
    ]);
  });

  it('never put a handle that a shell would read otherwise into a command', () => {
    const handles = [{ connection: 'slack', handle: '$(rm -rf ~)', reasons: ['the same full name'] }];
    expect(gapsIn('handle-not-linked', withEvents(page), handles)[0]?.command).toBe('sevidence people suggest');
  });

  it('name an item closed by its assignee without proof, and not one that a colleague closed', () => {
    const closedAt = '2026-03-20T09:00:00.000Z';
    const dueAt = '2026-04-01T09:00:00.000Z';
    const alone = gapsIn('item-without-proof', withItem({ closedAt, dueAt, closedBy: MAREN }));
    expect(alone.map(({ command, records }) => [command, records])).toEqual([
      ['sevidence import FILE --as pagerduty', ['ai-1']],
    ]);
    expect(gapsIn('item-without-proof', withItem({ closedAt, dueAt, closedBy: JONAS }))).toEqual([]);
  });

  it('ask no proof of an item that was dropped', () => {
    const dropped = { closedAt: '2026-03-20T09:00:00.000Z', closedBy: MAREN, resolution: 'wont-do' as const };
    expect(gapsIn('item-without-proof', withItem(dropped))).toEqual([]);
  });

  it('name an open item without a due date, since it is no occasion', () => {
    expect(gapsIn('item-without-due-date', withItem({}))).toHaveLength(1);
    expect(gapsIn('item-without-due-date', withItem({ dueAt: '2026-04-01' }))).toEqual([]);
  });

  it('name an incident the person led of which no postmortem is recorded', () => {
    expect(gapsIn('led-without-postmortem', withEvents(page, command)).map(({ records }) => records)).toEqual([
      ['inc-1'],
    ]);
    const written = event(head, 'postmortem-published', 4000, { actor: JONAS });
    expect(gapsIn('led-without-postmortem', withEvents(page, command, written))).toEqual([]);
    expect(gapsIn('led-without-postmortem', withEvents(page))).toEqual([]);
  });

  it('name an export that begins after the period or ends before it, and none that reaches over it', () => {
    const short = { ...coverage(['paged']), from: '2026-02-01T00:00:00.000Z', until: '2026-05-12T10:00:00.000Z' };
    const whole = {
      ...coverage(['paged'], 'jira'),
      from: '2025-12-01T00:00:00.000Z',
      until: '2026-07-01T10:00:00.000Z',
    };
    const input = packetInput({ scorecard: scorecard([], { coverage: [short, whole] }) });
    expect(gapsIn('hole-in-export', input).map(({ what }) => what)).toEqual([
      'What was exported from PagerDuty begins on 1 Feb 2026, after the period does.',
      'What was exported from PagerDuty ends on 12 May 2026, before the period does.',
    ]);
  });

  it('name pager incidents that came without their log, once a connection', () => {
    const told = event(head, 'resolved', 60, { actor: MAREN, evidence: head.evidence });
    expect(gapsIn('hole-in-export', withEvents(told))).toHaveLength(1);
    // An event read from a record of its own, such as a declaration by hand, is of the log: nobody need have been paged.
    expect(gapsIn('hole-in-export', withEvents(event(head, 'declared', 0, { actor: MAREN }), told))).toEqual([]);
  });

  it('name a pager incident without its log that is attached to the head of another system', () => {
    const managed = incident('inc-2', '2026-03-01T10:00:00.000Z', { system: 'incident-io', connection: 'incident-io' });
    const led = event(managed, 'role-assumed', 5, { subject: MAREN, system: 'incident-io' });
    const helped = event(managed, 'responder-added', 6, { subject: MAREN });
    const holes = (attachments: string[], ...events: RecordedEvent[]) =>
      gapsIn(
        'hole-in-export',
        packetInput({ files: [{ ...incidentFile(managed, events), attachments, coverage: [coverage(['paged'])] }] }),
      ).map(({ command, records }) => [command, records]);
    // Who was asked to help stands in the pager's own record: only a page or an answer is of its log.
    expect(holes(['pd-1'], led, helped)).toEqual([['sevidence import FILE --as pagerduty', ['inc-2']]]);
    expect(holes(['pd-1'], led, event(managed, 'paged', 1, { subject: MAREN }))).toEqual([]);
    expect(holes([], led)).toEqual([]);
  });

  it('name a system that an incident of the person points to and nobody read', () => {
    const file = { ...incidentFile(head, [page]), notRead: ['slack'] };
    expect(
      gapsIn('system-not-read', packetInput({ files: [file] })).map(({ what, records }) => [what, records]),
    ).toEqual([['Slack holds something of one incident of Maren Aaltonen, and it was not read.', ['inc-1']]]);
  });
});
