import type { PersonRecord, ShiftRecord } from '../../domain/record.js';
import { present } from '../reading/present.js';
import type { IncidentIoUser, ScheduleEntries, UserReference } from './shapes.js';

/** The handle of whoever is named; undefined for nobody. */
export function handleOf(user: UserReference | null | undefined): string | undefined {
  return present({ id: user?.id }).id;
}

/** The handle of who did something: a key, a workflow or an alert is nobody. */
export function actorOf(actor: { user?: UserReference | null | undefined } | null | undefined): string | undefined {
  return handleOf(actor?.user);
}

/** A user of the account, with the vendor's own word on who that is in Slack. */
export function personOf(user: IncidentIoUser): PersonRecord {
  return {
    type: 'person',
    id: user.id,
    name: present({ name: user.name }).name ?? user.id,
    ...present({ email: user.email }),
    ...(user.slack_user_id && { sameAs: [{ system: 'slack', id: user.slack_user_id }] }),
  };
}

/**
 * Who was on call when, as it came to be (`final`, with overrides applied). Hours nobody covers make none, nor do entries that
 * end when they begin. Where nothing names the schedule, its rotation stands for it.
 */
export function shiftsOf({ schedule_id, schedule_name, schedule_entries }: ScheduleEntries): ShiftRecord[] {
  return (schedule_entries.final ?? []).flatMap((entry) => {
    const person = handleOf(entry.user);
    if (person === undefined || entry.end_at <= entry.start_at) return [];
    const schedule = [schedule_name, schedule_id, entry.rotation_id].find((name) => name);
    return [{ type: 'shift' as const, person, from: entry.start_at, until: entry.end_at, ...present({ schedule }) }];
  });
}
