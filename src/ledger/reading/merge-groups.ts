import { type IncidentStub, roleOf } from './incident-stub.js';
import type { NameIndex } from './names.js';

/** What people have decided about incident records. */
export interface AttachDecisions {
  /** By record: the head it belongs to. */
  readonly linked: ReadonlyMap<string, string>;
  /** Records that belong to no head, whatever names them. */
  readonly apart: ReadonlySet<string>;
}

export const NOTHING_DECIDED: AttachDecisions = { linked: new Map(), apart: new Set() };

/** Records that are one, since their system merged them or a person joined two heads. */
export interface MergeGroups {
  /** The record that stands for all of its group: the last of a chain. */
  readonly of: (id: string) => string;
  /** By group: the record it belongs to, by decision or because it was merged into a record of another kind. */
  readonly forced: ReadonlyMap<string, string>;
  /** Records merged into each other in a circle: each stays alone. */
  readonly circles: ReadonlySet<string>;
  /** Records merged into one that the ledger does not know. */
  readonly lost: ReadonlySet<string>;
}

/** Follows what was merged into what to its end. */
export function mergeGroups(
  incidents: readonly IncidentStub[],
  names: NameIndex<IncidentStub>,
  decided: AttachDecisions,
): MergeGroups {
  const byId = new Map(incidents.map((incident) => [incident.id, incident]));
  const into = new Map<string, string>();
  const forced = new Map<string, string>();
  const lost = new Set<string>();
  for (const incident of incidents) {
    const target = targetOf(incident, { byId, names, decided });
    if (target === 'lost') lost.add(incident.id);
    else if (target !== undefined && target.id !== incident.id) {
      const joins = roleOf(target) === roleOf(incident) && !isDecidedOn(incident, decided);
      (joins ? into : forced).set(incident.id, target.id);
    }
  }
  const circles = new Set<string>();
  const ends = new Map(incidents.map(({ id }) => [id, endOf(id, into, circles)]));
  return { of: (id) => ends.get(id) ?? id, forced, circles, lost };
}

/** By decision a pager's incident, ticket, channel or change belongs to a head; two heads become one. */
function isDecidedOn(incident: IncidentStub, { linked }: AttachDecisions): boolean {
  return linked.has(incident.id) && roleOf(incident) !== 'head';
}

interface Known {
  readonly byId: ReadonlyMap<string, IncidentStub>;
  readonly names: NameIndex<IncidentStub>;
  readonly decided: AttachDecisions;
}

function targetOf(
  { id, connection, mergedInto }: IncidentStub,
  { byId, names, decided }: Known,
): IncidentStub | 'lost' | undefined {
  if (decided.apart.has(id)) return undefined;
  const linked = decided.linked.get(id);
  if (linked !== undefined) return byId.get(linked) ?? 'lost';
  if (mergedInto === undefined) return undefined;
  const [only, ...others] = names.in(connection, mergedInto);
  return only === undefined || others.length > 0 ? 'lost' : only;
}

function endOf(id: string, into: ReadonlyMap<string, string>, circles: Set<string>): string {
  const passed = new Set<string>();
  let end = id;
  for (let next: string | undefined = id; next !== undefined; next = into.get(next)) {
    if (passed.has(next)) {
      circles.add(id);
      return id;
    }
    passed.add(next);
    end = next;
  }
  return end;
}
