import type { Named, Ref } from './names.js';

/** As much of an incident record as attaching needs. */
export interface IncidentStub extends Named {
  /** Absent: an incident manager's own record, unless its source is a pager. */
  readonly kind?: 'pager' | 'ticket' | 'channel' | 'change';
  readonly refs: readonly Ref[];
  /** The id of the record of the same connection that it was merged into. */
  readonly mergedInto?: string;
}

/** What an incident record is among others: an incident manager's own, a pager's, or one that belongs to an incident only where it is named. */
export type Role = 'head' | 'pager' | 'dependent';

/** Sources whose incidents are pages of somebody's rotation, where their records do not say so themselves. */
const PAGERS: ReadonlySet<string> = new Set(['pagerduty', 'opsgenie', 'grafana-oncall', 'splunk-on-call']);

export function roleOf({ kind, source }: Pick<IncidentStub, 'kind' | 'source'>): Role {
  if (kind === undefined) return PAGERS.has(source) ? 'pager' : 'head';
  return kind === 'pager' ? 'pager' : 'dependent';
}
