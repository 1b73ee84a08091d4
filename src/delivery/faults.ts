import { describePlace, type Rejection, type Warning } from '../domain/problem.js';
import { safeForTerminal } from './terminal-text.js';

/** A refused row or a warning as one line: where, then what. */
export function describeFault(fault: Rejection | Warning): string {
  const times =
    'count' in fault && fault.count !== undefined && fault.count > 1 ? ` (${String(fault.count)} times)` : '';
  return safeForTerminal(`${describePlace(fault)}: ${fault.message}${times} [${fault.code}]`);
}
