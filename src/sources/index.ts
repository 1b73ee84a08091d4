import { DISPATCH } from './dispatch/dispatch.js';
import { GITHUB } from './github/github.js';
import { INCIDENT_IO } from './incident-io/incident-io.js';
import { JIRA } from './jira/jira.js';
import { NATIVE } from './native/native.js';
import { PAGERDUTY } from './pagerduty/pagerduty.js';
import { SERVICENOW } from './servicenow/servicenow.js';
import { SERVICENOW_AUDIT } from './servicenow-audit/servicenow-audit.js';
import { SLACK } from './slack/slack.js';
import { checked } from './reading/checked-source.js';
import type { FileSample, Source } from './source.js';

/** Every source written as code; `allSources` adds those that ship as mapping files. A file is of the first that recognises it; the native format comes last, since it also takes what only looks like it. */
export const SOURCES: readonly Source[] = [
  DISPATCH,
  GITHUB,
  INCIDENT_IO,
  JIRA,
  PAGERDUTY,
  SERVICENOW_AUDIT,
  SERVICENOW,
  SLACK,
  NATIVE,
].map(checked);

/** The source of that id, as named by `--source`; undefined when there is none. */
export function sourceById(id: string, sources: readonly Source[] = SOURCES): Source | undefined {
  return sources.find((source) => source.id === id);
}

/** The source whose format the sample is of; undefined when none recognises it, as with an empty file. */
export function recogniseSource(sample: FileSample, sources: readonly Source[] = SOURCES): Source | undefined {
  return sources.find((source) => source.recognises(sample));
}
