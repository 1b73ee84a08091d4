import { type Availability, type Person, unknownAvailability } from '../../domain/person.js';
import type { CanonicalRecord, LeaveRecord, MembershipRecord, ShiftRecord } from '../../domain/record.js';
import type { People } from '../identity/resolve-people.js';
import { present } from './present.js';
import { bodyOf, type StoredRecord } from './stored-record.js';

type Calling = ShiftRecord | LeaveRecord | MembershipRecord;

/** When each person could be called on, from shifts, leave, memberships and user records; by person id. */
export function availabilityOf(records: readonly StoredRecord[], people: People): Record<string, Availability> {
  const found = new Map<string, Availability>();
  for (const person of people.all.values()) {
    const profile = people.profiles.get(person.id);
    if (profile === undefined || (!person.timeZoneRecorded && profile.fte === 1 && profile.teams.length === 0))
      continue;
    found.set(person.id, {
      ...startOf(person),
      fte: profile.fte,
      memberships: profile.teams.map((team) => ({ team })),
    });
  }
  for (const { connection, record } of inTimeOrder(records)) {
    const person = people.personOf(connection, record.person);
    const own = found.get(person.id) ?? startOf(person);
    found.set(person.id, own);
    add(own, record);
  }
  return Object.fromEntries(found);
}

function startOf({ id, timeZone }: Person): Availability {
  return { ...unknownAvailability(id), timeZone };
}

function add(own: Availability, record: Calling): void {
  const { from, until } = record;
  switch (record.type) {
    case 'membership':
      own.memberships.push({ team: record.team, from, ...present({ until }) });
      break;
    case 'leave':
      own.leave.push({ from, until: record.until, fraction: record.fraction ?? 1 });
      break;
    case 'shift':
      own.shifts.push({ from, until: record.until, ...present({ schedule: record.schedule, level: record.level }) });
      break;
  }
}

/** By what the records say, so that the order of imports cannot show. */
function inTimeOrder(records: readonly StoredRecord[]): { connection: string; record: Calling }[] {
  return records
    .flatMap(({ id, connection, ...stored }) => {
      const record = bodyOf({ id, connection, ...stored });
      return isCalling(record) ? [{ connection, record, key: `${record.from} ${id}` }] : [];
    })
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

function isCalling(record: CanonicalRecord): record is Calling {
  return record.type === 'shift' || record.type === 'leave' || record.type === 'membership';
}
