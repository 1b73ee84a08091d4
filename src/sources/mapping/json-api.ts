import type { JsonItem } from '../reading/json-scanner.js';
import { isMembers, type Members } from './faults.js';

/**
 * A JSON:API document with what each of its rows names under `relationships` put in its place out of `included`. What is
 * not included stays the bare `{id, type}`, without attributes.
 */
export function joinIncluded(item: JsonItem): JsonItem {
  const { value } = item;
  if (!isMembers(value) || !Array.isArray(value['included'])) return item;
  const included = new Map<string, Members>();
  for (const one of value['included'] as readonly unknown[]) {
    if (isMembers(one)) included.set(keyOf(one), one);
  }
  const data = value['data'];
  const joined = Array.isArray(data) ? data.map((row: unknown) => joinRow(row, included)) : joinRow(data, included);
  return { ...item, value: { ...value, data: joined, included: undefined } };
}

function joinRow(row: unknown, included: ReadonlyMap<string, Members>): unknown {
  if (!isMembers(row) || !isMembers(row['relationships'])) return row;
  const relationships = Object.entries(row['relationships']).map(([name, relation]) => {
    if (!isMembers(relation)) return [name, relation];
    const named = relation['data'];
    const joined = Array.isArray(named) ? named.map((one: unknown) => found(one, included)) : found(named, included);
    return [name, { ...relation, data: joined }];
  });
  return { ...row, relationships: Object.fromEntries(relationships) as Members };
}

function found(named: unknown, included: ReadonlyMap<string, Members>): unknown {
  return isMembers(named) ? (included.get(keyOf(named)) ?? named) : named;
}

function keyOf({ type, id }: Members): string {
  return JSON.stringify([type, id]);
}
