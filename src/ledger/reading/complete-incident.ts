import { compareText } from '../../domain/compare-text.js';
import type { IncidentRecord } from '../../domain/record.js';
import type { StoredRecord } from './stored-record.js';

/** What of an incident another record of it may tell. Title and declaration every record has, so the head's always hold. */
const FILLED = [
  'mode',
  'service',
  'team',
  'detectedAt',
  'mitigatedAt',
  'resolvedAt',
  'closedAt',
  'customersAffected',
  'impact',
] as const satisfies readonly (keyof IncidentRecord)[];

/** An incident as a record of it, or its history, tells it. */
export interface ToldIncident {
  readonly id: string;
  readonly record: IncidentRecord;
  readonly stored: StoredRecord;
}

/**
 * The head's record with what it does not say taken from its attachments: records of the same incident first (those merged
 * into it, pagers' and tickets'), in the order of the sources, then by connection and id. Channels and changes tell when
 * people talked and when something was merged, not when the incident was over: nothing is taken from them. The
 * first number is the severity, with the label that stands beside it, else the head's; without any number, the first label.
 */
export function completeIncident(
  head: IncidentRecord,
  attached: readonly ToldIncident[],
  sources: readonly string[],
): IncidentRecord {
  if (attached.length === 0) return head;
  const records = [head, ...inOrder(attached, sources)];
  const whole: IncidentRecord = { ...head, ...severityIn(records) };
  for (const field of FILLED) {
    const teller = records.find((record) => record[field] !== undefined);
    if (teller !== undefined) Object.assign(whole, { [field]: teller[field] });
  }
  return whole;
}

/** The head comes first among the records. */
function severityIn(records: readonly IncidentRecord[]): Pick<IncidentRecord, 'severity' | 'severityLabel'> {
  const numbered = records.find(({ severity }) => severity !== undefined);
  if (numbered !== undefined) {
    return { severity: numbered.severity, severityLabel: numbered.severityLabel ?? records[0]?.severityLabel };
  }
  return { severityLabel: records.find(({ severityLabel }) => severityLabel !== undefined)?.severityLabel };
}

function inOrder(attached: readonly ToldIncident[], sources: readonly string[]): IncidentRecord[] {
  const rank = ({ stored: { source } }: ToldIncident): number =>
    sources.includes(source) ? sources.indexOf(source) : sources.length;
  return attached
    .filter(({ record: { kind } }) => kind !== 'channel' && kind !== 'change')
    .sort(
      (a, b) =>
        rank(a) - rank(b) ||
        compareText(a.stored.connection, b.stored.connection) ||
        compareText(a.stored.nativeId, b.stored.nativeId),
    )
    .map(({ record }) => record);
}
