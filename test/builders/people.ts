import { type Availability, type Person, unknownAvailability } from '../../src/domain/person.js';

/** A linked person in UTC who is no bot. */
export function aPerson(id: string, fields: Partial<Person> = {}): Person {
  return {
    id,
    name: id.charAt(0).toUpperCase() + id.slice(1),
    timeZone: 'UTC',
    timeZoneRecorded: true,
    bot: false,
    linked: true,
    handles: [],
    ...fields,
  };
}

/** The availability of somebody, full time in UTC unless told otherwise. */
export function availabilityFor(person: string, fields: Partial<Availability> = {}): Record<string, Availability> {
  return { [person]: { ...unknownAvailability(person), ...fields } };
}
