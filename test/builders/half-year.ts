import { COVERAGE_KINDS } from '../../src/domain/event.js';
import type { Incident, IncidentFile, RecordedEvent } from '../../src/domain/incident-file.js';
import type { PacketInput } from '../../src/reports/packet/packet-input.js';
import {
  actionItem,
  type ChanceShape,
  coverage,
  event,
  finding,
  incident,
  incidentFile,
  JONAS,
  MAREN,
  packetInput,
  scorecard,
} from './packet-input.js';

/** Day, local hour in UTC, service, severity, title: thirteen pages of one half year. */
const PAGES: readonly (readonly [string, string, number, string])[] = [
  ['2026-01-09T07:41', 'checkout', 2, 'Card payments time out behind the new connection pool'],
  ['2026-01-21T23:12', 'label-print', 3, 'Labels for parcels to Åland print without a barcode'],
  ['2026-02-03T13:05', 'checkout', 1, 'Checkout answers 502 in Frankfurt after the certificate change'],
  ['2026-02-17T09:30', 'tracking-api', 3, 'Tracking pages show yesterday’s position'],
  ['2026-02-26T16:48', 'checkout', 2, 'Duplicate charges on retried orders'],
  ['2026-03-10T02:20', 'tracking-api', 2, 'Event consumer lags four hours behind the depots'],
  ['2026-03-12T11:15', 'rates', 3, 'Quotes for oversize parcels are empty'],
  ['2026-03-24T08:03', 'checkout', 3, 'Address form rejects Polish postcodes'],
  ['2026-04-07T14:27', 'tracking-api', 3, 'Webhook deliveries queue up during the depot sync'],
  ['2026-04-22T19:55', 'label-print', 2, 'Print workers restart in a loop on one template'],
  ['2026-05-06T06:33', 'checkout', 3, 'Slow basket page for large accounts'],
  ['2026-05-28T12:09', 'rates', 3, 'Rate cache serves last month’s fuel surcharge'],
  ['2026-06-16T10:40', 'tracking-api', 2, 'Search index runs out of disk in the east region'],
];

/** The pages that nobody answered in time, and the incident without a diagnosis of hers. */
const UNANSWERED = [5, 9];

/** One incident of Maren's half year: page, answer, join, diagnosis, and in some a repair or a lead. */
function pageFile([at, service, severity, title]: (typeof PAGES)[number], n: number): IncidentFile {
  const head = incident(`inc-${String(204 + n * 3)}`, `${at}:00.000Z`, { service, severity, title });
  const page = event(head, 'paged', 1, { subject: MAREN, details: { channel: 'push' } });
  const answer = UNANSWERED.includes(n) ? [event(head, 'acknowledged', 9, { actor: JONAS })] : workOn(head, n);
  const colleague = n % 3 === 0 ? [event(head, 'joined', 12, { actor: JONAS })] : [];
  return incidentFile(head, [page, ...answer, ...colleague, ...leadOf(head, n), ...repairOf(head, n)]);
}

function workOn(head: Incident, n: number): RecordedEvent[] {
  const url = `https://grafana.example.com/d/${head.service ?? ''}/${String(n)}`;
  return [
    event(head, 'acknowledged', 3 + (n % 2), { actor: MAREN }),
    event(head, 'joined', 5, { actor: MAREN }),
    event(head, 'diagnosis', 14, { actor: MAREN, url, confirmedBy: n % 3 === 0 ? [JONAS] : [] }),
    event(head, 'resolved', 75, { actor: MAREN }),
  ];
}

function leadOf(head: Incident, n: number): RecordedEvent[] {
  if (n !== 2 && n !== 9) return [];
  return [
    event(head, 'role-assumed', 8, { subject: MAREN, details: { role: 'commander' } }),
    event(head, 'status-update', 20, { actor: MAREN }),
    event(head, 'status-update', 45, { actor: MAREN }),
  ];
}

function repairOf(head: Incident, n: number): RecordedEvent[] {
  const change = (pull: number): string => `https://git.example.com/checkout/pull/${String(pull)}`;
  if (n === 0) return [event(head, 'rollback', 22, { actor: MAREN, url: change(811) })];
  return n === 4 || n === 10 ? [event(head, 'fix', 61, { actor: MAREN, url: change(820 + n) })] : [];
}

const HALF_YEAR: readonly IncidentFile[] = PAGES.map(pageFile);

const ITEMS = [
  ['Alert on pool saturation before checkout queues', '2026-01-12', '2026-02-02', '2026-01-29'],
  ['Rotate certificates from the shared calendar', '2026-02-05', '2026-03-05', '2026-03-02'],
  ['Make order retries idempotent', '2026-02-27', '2026-03-27', '2026-03-20'],
  ['Page on consumer lag, not on queue length', '2026-03-11', '2026-04-10', '2026-04-24'],
  ['Runbook for the print workers', '2026-04-23', '2026-05-15', '2026-05-11'],
  ['Disk forecast for the search index', '2026-06-17', '2026-07-31', undefined],
] as const;

const items = ITEMS.map(([title, created, due, closed], n) =>
  actionItem(`pay-${String(1207 + n * 9)}`, `${created}T09:00:00.000Z`, {
    title,
    system: 'tracker',
    acceptedAt: `${created}T12:00:00.000Z`,
    dueAt: due,
    url: `https://tracker.example.com/pay-${String(1207 + n * 9)}`,
    ...(closed === undefined
      ? {}
      : {
          closedAt: `${closed}T15:00:00.000Z`,
          resolution: 'done' as const,
          verifiedBy: JONAS,
          evidenceUrl: `https://git.example.com/checkout/pull/${String(900 + n)}`,
        }),
  }),
);

const loose = incidentFile(null, [], items);

function pageChances(): ChanceShape[] {
  return HALF_YEAR.map((of, n) => {
    const kinds = ['paged', 'acknowledged', 'diagnosis'] as const;
    const asleep = n === 1 || n === 5;
    if (n === 5) return { of, kinds: ['paged'], outcome: 'not-met', reason: 'not-answered', limitMinutes: 10, asleep };
    if (n === 9) return { of, kinds: ['paged'], outcome: 'not-met', reason: 'not-answered', limitMinutes: 5 };
    return { of, kinds, outcome: 'met', minutes: 2 + (n % 2), limitMinutes: asleep ? 20 : 5, asleep };
  });
}

function joinChances(): ChanceShape[] {
  return HALF_YEAR.filter((_, n) => n % 4 === 0).map((of) => ({
    of,
    kinds: ['joined'],
    outcome: 'met',
    minutes: 5,
    limitMinutes: 15,
  }));
}

function fixChances(): ChanceShape[] {
  return HALF_YEAR.filter((_, n) => n !== 5 && n !== 9 && n !== 11).map((of, n) => ({
    of,
    kinds: ['joined', 'diagnosis', 'rollback', 'fix'],
    outcome: n === 6 ? 'not-met' : 'met',
    ...(n === 6 ? { reason: 'no-substantive-act' as const } : {}),
  }));
}

function itemChances(): ChanceShape[] {
  return items.map((item, n) => {
    const of = loose;
    if (n === 3) return { of, item, outcome: 'not-met', reason: 'closed-late' };
    if (n === 5) return { of, item, outcome: 'pending', reason: 'not-due-yet' };
    return { of, item, outcome: 'met' };
  });
}

/** A full half year of one engineer: three rows that carry a word, one with too few occasions. */
export function halfYear(more: Partial<PacketInput> = {}): PacketInput {
  return packetInput({
    scorecard: scorecard(
      [
        finding('answers-pages', pageChances(), { status: 'scored', level: 'solid' }),
        finding('joins-when-called', joinChances()),
        finding('finds-and-fixes', fixChances(), { status: 'scored', level: 'solid' }),
        finding('follows-through', itemChances(), { status: 'scored', level: 'solid' }),
      ],
      { coverage: [coverage(COVERAGE_KINDS), coverage(COVERAGE_KINDS, 'native')] },
    ),
    files: [...HALF_YEAR, loose],
    ...more,
  });
}
