import fc from 'fast-check';
import { COVERAGE_KINDS, EVENT_KINDS } from '../../src/domain/event.js';
import type { ActionItem, Coverage, IncidentFile, RecordedEvent } from '../../src/domain/incident-file.js';
import { type Instant, plusMinutes } from '../../src/domain/instant.js';
import { aFile, anActionItem, anEvent, anItemEvent, aSource } from './incidents.js';
import { START } from './moments.js';
import { aPerson } from './people.js';

/** Everybody in the arbitrary incidents; robo is a bot. */
export const CREW = ['ada', 'ben', 'carol', 'robo'] as const;

const who = fc.constantFrom(...CREW);
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined });

/** The kinds that decide something, more often than the others. */
const kind = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('paged', 'acknowledged', 'joined', 'responder-added', 'note', 'left') },
  { weight: 2, arbitrary: fc.constantFrom('role-assumed', 'mitigation', 'fix', 'resolved', 'escalated', 'handoff') },
  { weight: 1, arbitrary: fc.constantFrom(...EVENT_KINDS) },
);

const details = fc.record(
  {
    channel: fc.constantFrom('push', 'email'),
    policyTimeoutSeconds: fc.constantFrom(300, 900),
    role: fc.constantFrom('responder', 'observer', 'commander', 'scribe'),
    onCall: fc.boolean(),
    from: fc.integer({ min: 1, max: 5 }),
    to: fc.integer({ min: 1, max: 5 }),
  },
  { requiredKeys: [] },
);

interface Draft {
  readonly kind: RecordedEvent['kind'];
  readonly minutes: number;
  readonly fields: Partial<RecordedEvent>;
}

const draft: fc.Arbitrary<Draft> = fc.record({
  kind,
  minutes: fc.integer({ min: -10, max: 90 }),
  fields: fc.record(
    {
      actor: who,
      subject: who,
      url: fc.constantFrom('https://traces.example/1', 'https://git.example/pull/9'),
      confirmedBy: fc.array(who, { maxLength: 1 }),
      handKept: fc.boolean(),
      details,
    },
    { requiredKeys: ['details', 'confirmedBy'] },
  ),
});

const item: fc.Arbitrary<Partial<ActionItem> & { moves: number[] }> = fc.record({
  assignee: who,
  createdBy: maybe(who),
  acceptedAt: maybe(fc.constant(plusMinutes(START, 60))),
  dueAt: maybe(fc.constantFrom('2026-03-10', '2026-03-12T08:00:00.000Z')),
  closedAt: maybe(fc.constantFrom('2026-03-05T08:00:00.000Z', '2026-03-20T08:00:00.000Z')),
  closedBy: maybe(who),
  verifiedBy: maybe(who),
  evidenceUrl: maybe(fc.constant('https://git.example/pull/9')),
  moves: fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 2 }),
});

const coverage: fc.Arbitrary<Coverage[]> = fc
  .array(fc.subarray([...COVERAGE_KINDS], { minLength: 1 }), { minLength: 1, maxLength: 3 })
  .map((sources) => sources.map((covers, index) => aSource(`source-${String(index)}`, covers)));

/** What real systems record: a pager, with its responder requests or without, a chat, an incident manager, a tracker. */
const SYSTEMS: readonly Coverage[] = [
  aSource('pager', ['paged', 'acknowledged', 'escalated', 'assigned', 'note', 'resolved', 'severity-changed']),
  aSource('responders', ['responder-added', 'joined', 'page-declined']),
  aSource('chat', ['joined', 'left', 'note', 'role-assumed', 'role-released']),
  aSource('manager', COVERAGE_KINDS),
  aSource('reviews', ['fix', 'rollback', 'merged']),
  aSource('tracker', ['action-item', 'action-item-proof']),
];

/** The file of one incident that stands in some of the systems people use. */
export function realisticFile(number: number): fc.Arbitrary<IncidentFile> {
  return arbitraryFile(number, fc.subarray([...SYSTEMS], { minLength: 1 }));
}

/** The file of one incident, number so-and-so, an incident every five hours. Sources cover what they cover. */
export function arbitraryFile(number: number, sources = coverage): fc.Arbitrary<IncidentFile> {
  const id = `inc-${String(number)}`;
  const declaredAt = plusMinutes(START, number * 300);
  return fc
    .record({
      severity: maybe(fc.integer({ min: 1, max: 5 })),
      resolvedAfter: maybe(fc.integer({ min: 3, max: 90 })),
      drafts: fc.array(draft, { maxLength: 14 }),
      items: fc.array(item, { maxLength: 2 }),
      covered: sources,
    })
    .map(({ severity, resolvedAfter, drafts, items, covered }) =>
      aFile({
        incident: {
          id,
          declaredAt,
          severity,
          resolvedAt: resolvedAfter === undefined ? undefined : plusMinutes(declaredAt, resolvedAfter),
        },
        events: drafts.map((one, index) => eventOf(one, index, id, declaredAt)),
        actionItems: items.map((one, index) => itemOf(one, `${id}/item-${String(index)}`)),
        coverage: covered,
        people: CREW.map((person) => aPerson(person, { bot: person === 'robo' })),
      }),
    );
}

function eventOf(
  { kind: what, minutes, fields }: Draft,
  index: number,
  incident: string,
  from: Instant,
): RecordedEvent {
  return anEvent(what, plusMinutes(from, minutes), { ...fields, incident, id: `${incident}/${String(index)}` });
}

function itemOf({ moves, ...fields }: Partial<ActionItem> & { moves: number[] }, id: string): ActionItem {
  const events = moves.map((days, index) =>
    anItemEvent(index === 0 ? 'commented' : 'verified', plusMinutes(START, days * 1440), {
      id: `${id}/${String(index)}`,
      actor: index === 0 ? fields.assignee : 'ben',
    }),
  );
  return anActionItem({ ...fields, id, events });
}

/** A handful of incidents. */
export const arbitraryFiles: fc.Arbitrary<IncidentFile[]> = fc.tuple(
  arbitraryFile(0),
  arbitraryFile(1),
  arbitraryFile(2),
);
