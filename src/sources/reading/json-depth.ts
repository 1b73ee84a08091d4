import type { Fault } from './fault.js';

const MAX_DEPTH = 32;

/** JSON_TOO_DEEP for a value that only an attack nests so deep; what walks a record may then recurse without fear. */
export function depthFault(text: string, line: number): Fault | undefined {
  if (openers(text) <= MAX_DEPTH || depthOf(text) <= MAX_DEPTH) return undefined;
  return {
    line,
    code: 'JSON_TOO_DEEP',
    message: `The record is nested deeper than ${String(MAX_DEPTH)} levels; check that the file is an export of the named format.`,
  };
}

/** A quick upper bound of the depth, which settles nearly every record. */
function openers(text: string): number {
  let count = 0;
  for (const bracket of ['{', '[']) {
    for (let at = text.indexOf(bracket); at >= 0 && count <= MAX_DEPTH; at = text.indexOf(bracket, at + 1)) count += 1;
  }
  return count;
}

function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [token] of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|[{[\]}]/g)) {
    if (token === '{' || token === '[') depth += 1;
    else if (token === '}' || token === ']') depth -= 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}
