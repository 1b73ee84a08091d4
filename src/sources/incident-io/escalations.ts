import { compareText } from '../../domain/compare-text.js';
import type { EventKind } from '../../domain/event.js';
import type { EventRecord, IncidentRecord } from '../../domain/record.js';
import { present } from '../reading/present.js';
import { actorOf, handleOf } from './people.js';
import { severityOf } from './severity.js';
import type { Escalation, EscalationEvent } from './shapes.js';

/**
 * An escalation is a record of its own, as a pager's incident is, and names the incidents it is related to: so the ledger
 * attaches it to its one incident, leaves it alone without any, and lists it as unresolved with several.
 */
export function escalationOf(escalation: Escalation): IncidentRecord {
  const priority = escalation.priority?.name;
  const severity = severityOf(priority);
  const related = (escalation.related_incidents ?? []).flatMap(({ id }) => (id ? [{ system: 'incident-io', id }] : []));
  return {
    type: 'incident',
    id: escalation.id,
    kind: 'pager',
    title: present({ title: escalation.title }).title ?? escalation.id,
    declaredAt: escalation.created_at,
    ...(severity !== undefined && { severity }),
    ...(related.length > 0 && { refs: related }),
    ...present({
      severityLabel: priority,
      resolvedAt: inOrder(escalation).find(({ event }) => event === 'resolved')?.occurred_at,
      updatedAt: escalation.updated_at,
    }),
  };
}

/**
 * Who was paged, who acknowledged, whose page ran out or was taken back, whom a person called in. What happens at one instant
 * is one step. A page ran out when the next people were notified, or the path ended, and nobody had acknowledged by then. A page
 * that somebody's own escalation sends back to them asks nothing of them, and is none.
 */
export function escalationEvents(escalation: Escalation): EventRecord[] {
  const pages = new PageWatch(escalation);
  const steps = new Map<string, EscalationEvent[]>();
  for (const event of inOrder(escalation)) {
    const step = steps.get(event.occurred_at);
    if (step === undefined) steps.set(event.occurred_at, [event]);
    else step.push(event);
  }
  for (const step of steps.values()) pages.step(step);
  return pages.events;
}

function inOrder({ events }: Escalation): EscalationEvent[] {
  return [...(events ?? [])].sort((a, b) => compareText(a.occurred_at, b.occurred_at) || compareText(a.id, b.id));
}

/** Follows one escalation step by step. */
class PageWatch {
  readonly events: EventRecord[] = [];
  /** Those last notified, while nobody has acknowledged. */
  private waiting = new Set<string>();
  /** Whether anybody was notified yet. */
  private began = false;

  constructor(private readonly escalation: Escalation) {}

  step(step: readonly EscalationEvent[]): void {
    const acks = step.filter(({ event }) => event === 'acked');
    for (const ack of acks) for (const actor of usersOf(ack)) this.tell(ack, 'acknowledged', actor, { actor });
    if (acks.length > 0) this.waiting.clear();
    for (const event of step) if (event.event === 'expired') this.runOut(event);
    for (const event of step) if (event.event === 'cancelled') this.withdraw(event);
    for (const event of step) if (event.event === 'resolved') this.tell(event, 'resolved', undefined, {});
    this.page(step.filter(({ event }) => event === 'notified_users'));
  }

  private page(notified: readonly EscalationEvent[]): void {
    const [first] = notified;
    if (first === undefined) return;
    this.runOut(first);
    const caller = actorOf(this.escalation.creator);
    for (const event of notified) {
      for (const subject of usersOf(event)) if (subject !== caller) this.pageOne(event, subject, caller);
    }
    this.began = true;
  }

  /** Whoever starts an escalation calls in those it reaches first; whom it reaches next, nobody chose. */
  private pageOne(event: EscalationEvent, subject: string, caller: string | undefined): void {
    if (!this.began && caller !== undefined) this.tell(event, 'responder-added', subject, { actor: caller, subject });
    const details = present({ urgency: event.urgency });
    this.tell(event, 'paged', subject, { subject, ...(details.urgency !== undefined && { details }) });
    this.waiting.add(subject);
  }

  private runOut(event: EscalationEvent): void {
    for (const subject of this.waiting) this.tell(event, 'page-timed-out', subject, { subject });
    this.waiting = new Set();
  }

  private withdraw(event: EscalationEvent): void {
    for (const subject of this.waiting) this.tell(event, 'page-withdrawn', subject, { subject });
    this.waiting = new Set();
  }

  private tell(
    { id, occurred_at: at }: EscalationEvent,
    kind: EventKind,
    person: string | undefined,
    told: Pick<EventRecord, 'actor' | 'subject' | 'details'>,
  ): void {
    const name = [id, kind, ...(person === undefined ? [] : [person])].join('/');
    this.events.push({ type: 'event', id: name, incident: this.escalation.id, kind, at, ...told });
  }
}

/** Each user once. */
function usersOf({ users }: EscalationEvent): Set<string> {
  return new Set((users ?? []).flatMap((user) => handleOf(user) ?? []));
}
