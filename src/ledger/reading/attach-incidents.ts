/** Sources whose incidents are pages of somebody's rotation: they attach to the incident manager's record, where one names them. */
const PAGERS: ReadonlySet<string> = new Set(['pagerduty', 'opsgenie', 'grafana-oncall', 'splunk-on-call']);

/** As much of an incident record as attaching needs. */
export interface IncidentStub {
  readonly id: string;
  readonly source: string;
  readonly connection: string;
  readonly nativeId: string;
  readonly url?: string;
  readonly refs: readonly { readonly system: string; readonly id?: string; readonly url?: string }[];
}

/**
 * Which incident record is attached to which head, one level deep: only where one names the other by id or URL, never by
 * time or title. A record that two heads claim stays alone, and so does one that nobody claims.
 */
export function attachIncidents(incidents: readonly IncidentStub[]): ReadonlyMap<string, string> {
  const names = new Map<string, IncidentStub[]>();
  for (const incident of incidents) {
    for (const name of namesOf(incident)) names.set(name, [...(names.get(name) ?? []), incident]);
  }
  const claims = new Map<string, Set<string>>();
  for (const incident of incidents) {
    for (const other of named(incident, names)) claim(claims, incident, other);
  }
  const heads = new Map<string, string>();
  for (const [attachment, claimants] of claims) {
    const [head, ...rivals] = claimants;
    if (head !== undefined && rivals.length === 0) heads.set(attachment, head);
  }
  return heads;
}

function claim(claims: Map<string, Set<string>>, one: IncidentStub, other: IncidentStub): void {
  if (PAGERS.has(one.source) === PAGERS.has(other.source)) return;
  const [head, attachment] = PAGERS.has(one.source) ? [other, one] : [one, other];
  claims.set(attachment.id, (claims.get(attachment.id) ?? new Set()).add(head.id));
}

/** What a reference may call the record: its id within its system or connection, or its URL. */
function namesOf({ source, connection, nativeId, url }: IncidentStub): string[] {
  const ids = [...new Set([source, connection])].map((system) => JSON.stringify([system, nativeId]));
  return url === undefined ? ids : [...ids, url];
}

function named(incident: IncidentStub, names: ReadonlyMap<string, IncidentStub[]>): Set<IncidentStub> {
  const keys = incident.refs.flatMap(({ system, id, url }) => [
    ...(id === undefined ? [] : [JSON.stringify([system, id])]),
    ...(url === undefined ? [] : [url]),
  ]);
  return new Set(keys.flatMap((key) => names.get(key) ?? []));
}
