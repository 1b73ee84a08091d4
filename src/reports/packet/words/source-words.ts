import type { CoverageKind } from '../../../domain/event.js';
import type { Coverage } from '../../../domain/incident-file.js';
import { shortened } from './plain-text.js';
import { listed } from './number-words.js';

/** Systems named in one sentence. */
const AT_MOST = 5;

/** What native records that name no system of origin are called. */
const OWN_RECORDS = 'the team’s own records';

const SYSTEMS: Readonly<Record<string, string>> = {
  native: OWN_RECORDS,
  pagerduty: 'PagerDuty',
  'servicenow-audit': 'the ServiceNow audit log',
  servicenow: 'ServiceNow',
  'incident-io': 'incident.io',
  github: 'GitHub',
  jira: 'Jira',
  slack: 'Slack',
  dispatch: 'Dispatch',
  rootly: 'Rootly',
  firehydrant: 'FireHydrant',
  opsgenie: 'Opsgenie',
  'grafana-oncall': 'Grafana OnCall',
};

/** A system by the name people use; one the table does not know keeps its own id. */
export function systemName(system: string): string {
  return Object.hasOwn(SYSTEMS, system) ? (SYSTEMS[system] ?? system) : system;
}

/**
 * The systems that were read, each once, as they would stand in a sentence: `PagerDuty and the team’s own records`. For
 * native records these are the systems they name as their `origins`, of which there may be none.
 */
export function systemsRead(coverage: readonly Coverage[], origins: readonly string[]): string {
  const read = [...coverage.map(({ system }) => system).filter((system) => system !== 'native'), ...origins];
  const known = read.length === 0 && coverage.length > 0 ? ['native'] : read;
  const names = [...new Set(known.map((system) => shortened(systemName(system), 24)))];
  const ordered = names.filter((name) => name !== OWN_RECORDS).sort();
  const all = names.includes(OWN_RECORDS) ? [...ordered, OWN_RECORDS] : ordered;
  return listed(
    all.length > AT_MOST ? [...all.slice(0, AT_MOST - 1), `${String(all.length - AT_MOST + 1)} others`] : all,
  );
}

/** `do not record` or `does not record`, to follow the systems read. */
export function doNotRecord(systems: string): string {
  if (systems === OWN_RECORDS) return 'do not hold';
  return systems.includes(' and ') ? 'do not record' : 'does not record';
}

/** Whether any of the sources could have recorded any of these. */
export function covers(coverage: readonly Coverage[], kinds: readonly CoverageKind[]): boolean {
  return coverage.some((source) => source.covers.some((kind) => kinds.includes(kind)));
}
