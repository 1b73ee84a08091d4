import { z } from 'zod';
import type { Instant } from './instant.js';

/** Someone, or a handle nobody has linked to someone yet. */
export const personSchema = z.object({
  /** A UUID: of the person, or of the handle when `linked` is false. */
  id: z.string(),
  name: z.string(),
  email: z.string().optional(),
  /** IANA; UTC where no source says. */
  timeZone: z.string(),
  /** Whether `timeZone` stands in a record rather than being assumed. */
  timeZoneRecorded: z.boolean(),
  bot: z.boolean(),
  /** False: a handle of one source that no e-mail and no decision has linked to a person. It can be reported on by itself. */
  linked: z.boolean(),
  /** Every handle that is this person. */
  handles: z.array(z.object({ connection: z.string(), handle: z.string(), name: z.string().optional() })),
});

export type Person = z.infer<typeof personSchema>;

interface Interval {
  readonly from: Instant;
  readonly until: Instant;
}

/** When a person could be called on: used in judging and in exposure, never printed. */
export interface Availability {
  readonly person: string;
  readonly timeZone: string;
  /** Share of full time, 0 to 1; 1 where no source says. */
  readonly fte: number;
  readonly leave: (Interval & { readonly fraction: number })[];
  readonly shifts: (Interval & { readonly schedule?: string; readonly level?: number })[];
  /** Dated team membership; a person record's `team` is a membership without dates. */
  readonly memberships: { readonly team: string; readonly from?: Instant; readonly until?: Instant }[];
}

/** The availability of someone about whom no source says anything: full time, UTC, no leave, no shifts. */
export function unknownAvailability(person: string): Availability {
  return { person, timeZone: 'UTC', fte: 1, leave: [], shifts: [], memberships: [] };
}
