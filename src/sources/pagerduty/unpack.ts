import type { JsonItem } from '../reading/json-scanner.js';

/** What a PagerDuty object is; `nothing` says only how a page ends. */
type PagerDutyKind = 'incident' | 'log-entry' | 'user' | 'nothing' | 'unknown';

/** One object, and where it stands. */
export interface PagerDutyObject {
  readonly kind: PagerDutyKind;
  readonly value: Readonly<Record<string, unknown>>;
  readonly line: number;
  readonly pointer: string;
}

/** The lists of a page, and the members that say where it ends. */
export const PAGE = {
  lists: new Set(['incidents', 'log_entries', 'users']),
  paging: new Set(['limit', 'offset', 'more', 'total']),
};

const SINGLE = ['incident', 'log_entry', 'user'];

/** The objects of an item: itself, or what its pages and wrappers hold. */
export function unpack(item: JsonItem): PagerDutyObject[] {
  const { value, line, pointer } = item;
  if (Array.isArray(value)) {
    return value.flatMap((element, index) => unpack({ value: element, line, pointer: `${pointer}/${String(index)}` }));
  }
  if (!isObject(value)) return [{ kind: 'unknown', value: {}, line, pointer }];
  if (value['id'] !== undefined) return [{ kind: kindOf(value), value, line, pointer }];
  const wrapped = [...PAGE.lists, ...SINGLE].filter((name) => typeof value[name] === 'object' && value[name] !== null);
  if (wrapped.length > 0) {
    return wrapped.flatMap((name) => unpack({ value: value[name], line, pointer: `${pointer}/${name}` }));
  }
  const empty = item.leftOver === true || Object.keys(value).every((name) => PAGE.paging.has(name));
  return [{ kind: empty ? 'nothing' : 'unknown', value, line, pointer }];
}

function kindOf(value: Readonly<Record<string, unknown>>): PagerDutyKind {
  const type = typeof value['type'] === 'string' ? value['type'] : '';
  if (type.endsWith('_log_entry')) return 'log-entry';
  if (type === 'incident' || value['incident_number'] !== undefined) return 'incident';
  return type === 'user' || type === 'bot_user' || value['email'] !== undefined ? 'user' : 'unknown';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
