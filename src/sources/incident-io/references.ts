import type { IncidentRecord } from '../../domain/record.js';
import { present } from '../reading/present.js';
import type { IncidentIoIncident, IssueReference } from './shapes.js';

type Ref = NonNullable<IncidentRecord['refs']>[number];

/** What incident.io calls trackers that go by another name here. */
const TRACKERS: ReadonlyMap<string, string> = new Map([['jira_server', 'jira']]);

/** The system whose record an attached resource is; the page of any other resource stands for it. */
const ATTACHED: ReadonlyMap<string, string> = new Map([
  ['pager_duty_incident', 'pagerduty'],
  ['opsgenie_alert', 'opsgenie'],
  ['jira_issue', 'jira'],
]);

/** The same issue in the tracker it was exported to; none where nothing names it. */
export function issueRefs(issue: IssueReference): Ref[] {
  if (!issue) return [];
  const provider = issue.provider ?? '*';
  return named(TRACKERS.get(provider) ?? provider, issue.issue_name, issue.issue_permalink);
}

/** What the incident is elsewhere: its channel, its ticket, its postmortem, and what was attached to it. */
export function refsOf(incident: IncidentIoIncident): Ref[] {
  return [
    ...named('slack', incident.slack_channel_id, undefined),
    ...issueRefs(incident.external_issue_reference),
    ...named('*', undefined, incident.postmortem_document_url),
    ...(incident.attachments ?? []).flatMap(({ resource }) => {
      const system = ATTACHED.get(resource?.resource_type ?? '');
      return named(system ?? '*', system === undefined ? undefined : resource?.external_id, resource?.permalink);
    }),
  ];
}

function named(system: string, id: string | null | undefined, url: string | null | undefined): Ref[] {
  const names = present({ id, url });
  return Object.keys(names).length === 0 ? [] : [{ system, ...names }];
}
