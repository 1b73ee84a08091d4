import type { CoverageKind } from '../../../domain/event.js';
import type { Coverage } from '../../../domain/incident-file.js';
import { shortened } from './plain-text.js';
import { listed } from './number-words.js';

/** Systems named in one sentence. */
const AT_MOST = 5;

const SYSTEMS: Readonly<Record<string, string>> = {
  native: 'the native record',
  pagerduty: 'PagerDuty',
  'servicenow-audit': 'the ServiceNow audit log',
};

/** A system by the name people use; one the table does not know keeps its own id. */
function systemName(system: string): string {
  return SYSTEMS[system] ?? system;
}

/** The systems that were read, each once, as they would stand in a sentence: `PagerDuty and the native record`. */
export function systemsRead(coverage: readonly Coverage[]): string {
  const names = [...new Set(coverage.map(({ system }) => shortened(systemName(system), 24)))];
  const own = systemName('native');
  const ordered = names.filter((name) => name !== own).sort();
  const all = names.includes(own) ? [...ordered, own] : ordered;
  return listed(
    all.length > AT_MOST ? [...all.slice(0, AT_MOST - 1), `${String(all.length - AT_MOST + 1)} others`] : all,
  );
}

/** Whether any of the sources could have recorded any of these. */
export function covers(coverage: readonly Coverage[], kinds: readonly CoverageKind[]): boolean {
  return coverage.some((source) => source.covers.some((kind) => kinds.includes(kind)));
}
