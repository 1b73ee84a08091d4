import type { EventKind } from '../../src/domain/event.js';
import type { IncidentFile } from '../../src/domain/incident-file.js';
import type { PacketInput } from '../../src/reports/packet/packet-input.js';
import {
  type ChanceShape,
  coverage,
  event,
  evidenceOf,
  finding,
  incident,
  incidentFile,
  JONAS,
  MAREN,
  packetInput,
  person,
  scorecard,
} from './packet-input.js';

const PAGER: readonly EventKind[] = ['paged', 'acknowledged', 'escalated', 'page-timed-out', 'resolved', 'declared'];

/** Four pages in a half year, all answered in time, known to PagerDuty alone: the record edition. */
export function fourPages(more: Partial<PacketInput> = {}): PacketInput {
  const days = ['2026-01-19', '2026-02-25', '2026-04-14', '2026-06-08'];
  const files = days.map((day, n): IncidentFile => {
    const title = [
      'Depot scanners lose the network',
      'Invoices leave twice',
      'Rate limit hits a partner',
      'Map tiles 404',
    ];
    const head = incident(`q1ab${String(n)}`, `${day}T10:12:00.000Z`, { severity: 3, title: title[n] ?? '' });
    return incidentFile(head, [
      event(head, 'paged', 0, { subject: MAREN }),
      event(head, 'acknowledged', 4, { actor: MAREN }),
      event(head, 'resolved', 50, { actor: n === 2 ? JONAS : MAREN }),
    ]);
  });
  const chances = files.map((of): ChanceShape => ({
    of,
    kinds: ['paged', 'acknowledged'],
    outcome: 'met',
    reason: 'follow-up-not-recorded',
    minutes: 4,
    limitMinutes: 10,
  }));
  return packetInput({
    scorecard: scorecard(
      [
        finding('answers-pages', chances),
        finding('joins-when-called', [], { status: 'unseen' }),
        finding('finds-and-fixes', [], { status: 'unseen' }),
        finding('follows-through', [], { status: 'unseen' }),
      ],
      { coverage: [coverage(PAGER)] },
    ),
    files,
    ...more,
  });
}

const AUDIT: readonly EventKind[] = ['reported', 'declared', 'assigned', 'state-changed', 'resolved', 'closed'];

/** A handle of the ServiceNow audit log that nobody linked to a person, prepared by somebody else. */
export function unlinkedHandle(incidents = 41, more: Partial<PacketInput> = {}): PacketInput {
  const files = Array.from({ length: incidents }, (_, n): IncidentFile => {
    const day = String(1 + (n % 28)).padStart(2, '0');
    const month = String(1 + (n % 6)).padStart(2, '0');
    const number = `INC00000${String(45 + n)}`;
    const head = incident(number.toLowerCase(), `2026-${month}-${day}T08:16:00.000Z`, {
      reference: number,
      title: `${number} (Category ${String(20 + (n % 7))}, Subcategory ${String(170 + (n % 5))})`,
      severity: 3,
      severityLabel: '3 - Moderate',
      service: undefined,
      system: 'servicenow-audit',
      url: undefined,
    });
    const from = { system: 'servicenow-audit', evidence: evidenceOf(`${number}-update`, 'incident_event_log.csv') };
    return incidentFile(head, [
      event(head, 'assigned', 20, { actor: JONAS, subject: MAREN, ...from }),
      event(head, 'resolved', 190, { actor: MAREN, ...from }),
    ]);
  });
  const unseen = { status: 'unseen' } as const;
  return packetInput({
    scorecard: scorecard(
      [
        finding('answers-pages', [], unseen),
        finding('joins-when-called', [], unseen),
        finding('finds-and-fixes', [], unseen),
        finding('follows-through', [], unseen),
      ],
      {
        person: person({ name: 'Resolved by 15', linked: false, timeZone: 'UTC', timeZoneRecorded: false }),
        coverage: [coverage(AUDIT, 'servicenow-audit')],
      },
    ),
    files,
    preparedBy: { name: 'Iris Okafor', isSubject: false },
    ...more,
  });
}

/** Text that tries to be markup, template, script, link, style or direction. */
export const HOSTILE_TEXTS = [
  '<script>alert(1)</script>',
  '{{person.name}} {{{svg stripChart}}}',
  '"><img src=x onerror=alert(1)>',
  '</style><style>body{display:none}',
  '\u202Egnp.exe\u202C reversed',
  'Very long title without end '.repeat(14),
  'x'.repeat(300),
  'שלום <b>مرحبا</b> 障害',
] as const;

/** A packet whose every free text is hostile, and whose links are not for following. */
export function hostilePacket(text: string): PacketInput {
  const head = incident('inc-1', '2026-03-01T10:00:00.000Z', {
    reference: text,
    title: text,
    service: text,
    severityLabel: text,
    url: 'javascript:alert(1)',
    evidence: { ...evidenceOf('inc-1'), file: text, nativeId: text, connection: text },
  });
  const file = incidentFile(head, [
    event(head, 'paged', 0, { subject: MAREN }),
    event(head, 'acknowledged', 2, { actor: MAREN, url: 'data:text/html,<script>alert(1)</script>' }),
    event(head, 'fix', 9, { actor: MAREN, url: 'javascript:alert(1)' }),
    event(head, 'role-assumed', 3, { subject: MAREN, details: { role: text } }),
  ]);
  const chance: ChanceShape = {
    of: file,
    kinds: ['paged', 'acknowledged'],
    outcome: 'met',
    minutes: 2,
    limitMinutes: 5,
  };
  return packetInput({
    scorecard: scorecard([finding('answers-pages', [chance])], { person: person({ name: text }) }),
    files: [file],
    preparedBy: { name: text, isSubject: false },
  });
}
