import type { Members } from '../reading/api-objects.js';
import { asFault } from '../reading/field-faults.js';
import type { Fault } from '../reading/fault.js';
import { readTime, TIME_FAULTS } from '../reading/wall-time.js';

/** Somebody a row names. */
export interface Named {
  /** The user's `sys_id`, or `name:David Loo` where the row has the name alone. */
  readonly handle: string;
  readonly name: string | undefined;
  readonly bot: boolean;
}

/** What one field says: `value` is what the database holds, `display` what the exporting user was shown. */
interface Field {
  readonly value?: string;
  readonly display?: string;
  /** The record a reference points at. */
  readonly target?: string;
}

/** Choices that the database numbers: whether they are numbers tells how a row of plain texts was asked for. */
const NUMBERED = ['state', 'incident_state', 'priority', 'severity', 'impact', 'urgency'];

const SYS_ID = /^[0-9a-f]{32}$/;

/** ServiceNow's own account for what runs on a schedule or by rule. */
const SYSTEM = /^system$/i;

/**
 * One row of a table, however it was asked for: both texts of each field (`sysparm_display_value=all`), the database's alone
 * (`false`), or those shown alone (`true`, and CSV). Times of the database are UTC; times shown are in a zone that only whoever
 * exported them knows. Gathers the faults of what is read from it.
 */
export class TableRow {
  readonly faults: Omit<Fault, 'line'>[] = [];
  private readonly plainIsValue: boolean;

  constructor(
    private readonly members: Members,
    private readonly zone: string | undefined,
  ) {
    const plain = NUMBERED.map((name) => members[name]).filter((text) => typeof text === 'string' && text !== '');
    this.plainIsValue = plain.length > 0 && plain.every((text) => /^-?\d+$/.test(String(text)));
  }

  /** Whether the export holds such a field, filled or not. */
  has(name: string): boolean {
    return this.members[name] !== undefined;
  }

  /** What the database holds. */
  value(name: string): string | undefined {
    return this.field(name).value;
  }

  /** What the exporting user was shown, such as the name of a group. */
  shown(name: string): string | undefined {
    return this.field(name).display;
  }

  /** Either text, the shown one first. */
  text(name: string): string | undefined {
    const { display, value } = this.field(name);
    return display ?? value;
  }

  /** The instant of a date; undefined where the field is empty, and where it is at fault, which is then remembered. */
  at(name: string): string | undefined {
    const { value, display } = this.field(name);
    const text = value ?? display;
    if (text === undefined) return undefined;
    const read = readTime(text, value === undefined ? this.zone : 'UTC');
    if ('instant' in read) return read.instant;
    this.faults.push(asFault({ field: name, code: read.fault, half: TIME_FAULTS[read.fault] }));
    return undefined;
  }

  person(name: string): Named | undefined {
    const { value, display, target } = this.field(name);
    const id = value ?? target ?? (SYS_ID.test(display ?? '') ? display : undefined);
    const shown = display === id ? undefined : display?.replace(/\s+/g, ' ');
    if (id !== undefined) return { handle: id, name: shown, bot: SYSTEM.test(shown ?? id) };
    return shown === undefined ? undefined : named(shown);
  }

  /**
   * Whether the zone explains the row: it shows the last update at the wall clock that the zone gives its UTC time. Undefined
   * where no zone was named, or the row does not have both.
   */
  zoneFits(): boolean | undefined {
    const { value, display } = this.field('sys_updated_on');
    if (this.zone === undefined || value === undefined || display === undefined) return undefined;
    const [stored, shown] = [readTime(value, 'UTC'), readTime(display, this.zone)];
    return 'instant' in stored && 'instant' in shown ? stored.instant === shown.instant : undefined;
  }

  private field(name: string): Field {
    const member = this.members[name];
    if (typeof member !== 'object' || member === null) {
      const text = clean(member);
      if (text === undefined) return {};
      return this.plainIsValue ? { value: text } : { display: text };
    }
    const { value, display_value: display, link } = member as Record<string, unknown>;
    const target = /\/([0-9a-f]{32})(?:\?|$)/.exec(clean(link) ?? '')?.[1];
    return {
      ...both(clean(value), clean(display)),
      ...(target !== undefined && { target }),
    };
  }
}

/** Somebody known by name alone. */
export function named(name: string): Named {
  return { handle: `name:${name}`, name, bot: SYSTEM.test(name) };
}

function both(value: string | undefined, display: string | undefined): Field {
  return { ...(value !== undefined && { value }), ...(display !== undefined && { display }) };
}

/** A text that says something; the API writes an empty one where it has nothing. */
function clean(member: unknown): string | undefined {
  if (typeof member !== 'string' && typeof member !== 'number' && typeof member !== 'boolean') return undefined;
  const text = String(member).trim();
  return text === '' ? undefined : text;
}
