import { describePlace, Problem, type Rejection, type Warning } from '../domain/problem.js';
import { safeForTerminal } from './terminal-text.js';

/** A refused row or a warning as one line: where, then what. */
export function describeFault(fault: Rejection | Warning): string {
  const times =
    'count' in fault && fault.count !== undefined && fault.count > 1 ? ` (${String(fault.count)} times)` : '';
  return safeForTerminal(`${describePlace(fault)}: ${fault.message}${times} [${fault.code}]`);
}

const OTHERS_SHOWN = 20;

/** How a process ends on a fault: what to write to stderr, and the exit code. A defect of ours comes with its stack. */
export function describeEnd(fault: unknown): { readonly text: string; readonly exitCode: number } {
  if (!(fault instanceof Problem)) {
    const words = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
    return { text: `sevidence: something went wrong on our side; this is a defect.\n${words}\n`, exitCode: 70 };
  }
  // The detail of a refusal says the first already.
  const others = fault.rejections.slice(1);
  const shown = others.slice(0, OTHERS_SHOWN).map((one) => `  ${describeFault(one)}`);
  if (others.length > OTHERS_SHOWN) shown.push('  and more; --format json lists up to a hundred.');
  return {
    text: `${[`sevidence: ${safeForTerminal(fault.detail)}`, ...shown].join('\n')}\n`,
    exitCode: fault.exitCode,
  };
}
