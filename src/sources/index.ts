import { NATIVE } from './native/native.js';
import { PAGERDUTY } from './pagerduty/pagerduty.js';
import { SERVICENOW_AUDIT } from './servicenow-audit/servicenow-audit.js';
import type { FileSample, Source } from './source.js';

/** Every source. A file is of the first that recognises it; the native format comes last, since it also takes what only looks like it. */
export const SOURCES: readonly Source[] = [PAGERDUTY, SERVICENOW_AUDIT, NATIVE];

/** The source of that id, as named by `--source`; undefined when there is none. */
export function sourceById(id: string): Source | undefined {
  return SOURCES.find((source) => source.id === id);
}

/** The source whose format the sample is of; undefined when none recognises it, as with an empty file. */
export function recogniseSource(sample: FileSample): Source | undefined {
  return SOURCES.find((source) => source.recognises(sample));
}
