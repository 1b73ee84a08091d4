import type { Rejection, Warning } from '../domain/problem.js';
import { safeForTerminal } from './terminal-text.js';

/** A refused row or a warning as one line: where, then what. */
export function describeFault(fault: Rejection | Warning): string {
  const times =
    'count' in fault && fault.count !== undefined && fault.count > 1 ? ` (${String(fault.count)} times)` : '';
  return safeForTerminal(`${placeOf(fault)}: ${fault.message}${times} [${fault.code}]`);
}

function placeOf({ file, line, column, pointer, field }: Rejection): string {
  const parts = [file];
  if (line !== undefined) parts.push(`line ${String(line)}`);
  if (column !== undefined) parts.push(`column ${String(column)}`);
  if (pointer !== undefined && pointer !== '') parts.push(pointer);
  if (field !== undefined) parts.push(field);
  return parts.join(', ');
}
