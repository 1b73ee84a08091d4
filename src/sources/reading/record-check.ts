import { placeOf, type Rejection, type Warning } from '../../domain/problem.js';
import type { CanonicalRecord, RecordType } from '../../domain/record.js';
import type { RecordBatch, SourcedRecord } from '../../domain/record-batch.js';
import { asFault, type FieldFault } from './field-faults.js';

/** No incident tool is older: an earlier instant is an empty date or a count of seconds read as something else. */
const EARLIEST = '1990-01-01T00:00:00.000Z';

/** Instants at which something has happened, by record type. */
const HAPPENED: Partial<Record<RecordType, readonly string[]>> = {
  source: ['exportedAt'],
  incident: ['declaredAt', 'detectedAt', 'mitigatedAt', 'resolvedAt', 'closedAt', 'updatedAt'],
  event: ['at', 'updatedAt'],
  'action-item': ['createdAt', 'acceptedAt', 'closedAt', 'verifiedAt', 'updatedAt'],
  'action-item-event': ['at', 'updatedAt'],
  attestation: ['at', 'revokedAt'],
  note: ['at'],
  update: ['at'],
};

/** Instants that may well lie ahead. */
const PLANNED: Partial<Record<RecordType, readonly string[]>> = {
  source: ['from', 'until'],
  membership: ['from', 'until'],
  'action-item': ['dueAt'],
  shift: ['from', 'until'],
  leave: ['from', 'until'],
};

const NONE: readonly string[] = [];

/** Embeddings, overrides and isolates: they make a text read otherwise than it is kept. */
const BIDI = /[\u202A-\u202E\u2066-\u2069]/;

const ESCAPED_BIDI = /\\u20(?:2[a-e]|6[6-9])/i;

/** How a leap second is read: there is no such instant in the time that computers keep. */
const LEAP = '59.999Z';

type Fields = Readonly<Record<string, unknown>>;

/** Checks the records of one file, whichever source read them. */
export class BatchCheck {
  /** `latest`: nothing can have happened later. Absent: it is not looked for. */
  constructor(private readonly latest: string | undefined) {}

  /** The batch itself where nothing is to be said of it. */
  check(batch: RecordBatch): RecordBatch {
    const odd = batch.records.filter((sourced) => this.isOdd(sourced));
    return odd.length === 0 ? batch : this.checkOdd(batch, odd);
  }

  /** Whether the record is worth a second look, found out at little cost. */
  private isOdd({ record, origin: { raw } }: SourcedRecord): boolean {
    if (BIDI.test(raw) || (raw.includes('\\u20') && ESCAPED_BIDI.test(raw))) return true;
    const fields = record as Fields;
    for (const field of HAPPENED[record.type] ?? NONE) if (isOddInstant(fields[field], this.latest)) return true;
    for (const field of PLANNED[record.type] ?? NONE) if (isOddInstant(fields[field], undefined)) return true;
    return record.type === 'update' && toldBy(record.fields).some(([, instant]) => isOddInstant(instant, undefined));
  }

  /** Several records of one object stand or fall together: half of what an object tells is not what was exported. */
  private checkOdd(batch: RecordBatch, odd: readonly SourcedRecord[]): RecordBatch {
    const refusedTexts = new Map(batch.refusedTexts);
    const rejections = [...batch.rejections];
    const warnings: Warning[] = [...batch.warnings];
    const refused = new Set<string>();
    for (const { record, origin } of odd) {
      for (const fault of this.faultsOf(record)) {
        const rejection: Rejection = { ...placeOf(origin), ...asFault(fault) };
        rejections.push(rejection);
        refusedTexts.set(rejection, origin.raw);
        refused.add(origin.raw);
      }
      for (const fault of oddities(record, origin.raw)) warnings.push({ ...placeOf(origin), ...asFault(fault) });
    }
    const records = batch.records.filter(({ origin }) => !refused.has(origin.raw)).map(withoutBidi);
    return { records, rejections, warnings, ...(refusedTexts.size > 0 && { refusedTexts }) };
  }

  private faultsOf(record: CanonicalRecord): FieldFault[] {
    const happened = instantsIn(record, HAPPENED);
    const early = [...happened, ...instantsIn(record, PLANNED)].filter(([, instant]) => instant < EARLIEST);
    const faults = early.map(([field]) => ({ field, code: 'TIME_RANGE', half: BEFORE_1990 }));
    const { latest } = this;
    if (latest === undefined) return faults;
    const ahead = happened.filter(([, instant]) => instant > latest);
    return [...faults, ...ahead.map(([field]) => ({ field, code: 'TIME_FUTURE', half: IN_THE_FUTURE }))];
  }
}

function isOddInstant(value: unknown, latest: string | undefined): boolean {
  if (typeof value !== 'string') return false;
  if (value < EARLIEST || (latest !== undefined && value > latest)) return true;
  // One character tells nearly all of them apart.
  return value.charCodeAt(value.length - LEAP.length) === LEAP.charCodeAt(0) && value.endsWith(LEAP);
}

const BEFORE_1990 = 'is before 1990, when no incident was recorded; correct it, or leave it out where it is not known';
const IN_THE_FUTURE =
  'is more than a day ahead of this import, and nothing can have happened then; correct it, or the clock of this machine';

type Instants = (readonly [string, string])[];

/** The instants of a record by field. What an update tells may lie ahead, such as when it is due. */
function instantsIn(record: CanonicalRecord, names: typeof HAPPENED): Instants {
  const fields = record as Fields;
  const own = (names[record.type] ?? NONE).map((name) => [name, fields[name]] as const);
  const told = record.type === 'update' && names === PLANNED ? toldBy(record.fields) : [];
  return [...own, ...told].filter((entry): entry is readonly [string, string] => typeof entry[1] === 'string');
}

function toldBy(fields: Readonly<Record<string, string>>): Instants {
  return Object.entries(fields).filter(([, value]) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value));
}

function oddities(record: CanonicalRecord, raw: string): FieldFault[] {
  const instants = [...instantsIn(record, HAPPENED), ...instantsIn(record, PLANNED)];
  const leaps = instants.filter(([, instant]) => instant.endsWith(LEAP) && /:\d\d:60/.test(raw));
  const turned = Object.entries(record).filter(([, value]) => holdsBidi(value));
  return [
    ...leaps.map(([field]) => ({ field, code: 'TIME_LEAP_SECOND', half: LEAP_SECOND })),
    ...turned.map(([field]) => ({ field, code: 'TEXT_BIDI_REMOVED', half: TURNED })),
  ];
}

const LEAP_SECOND = 'is a leap second; it was read as the end of the second before';
const TURNED = 'held characters that turn text around; they were left out';

function holdsBidi(value: unknown): boolean {
  if (typeof value === 'string') return BIDI.test(value);
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsBidi);
}

function withoutBidi(sourced: SourcedRecord): SourcedRecord {
  return holdsBidi(sourced.record) ? { ...sourced, record: stripped(sourced.record) as CanonicalRecord } : sourced;
}

function stripped(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(new RegExp(BIDI, 'g'), '');
  if (Array.isArray(value)) return value.map(stripped);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, stripped(member)]));
}
