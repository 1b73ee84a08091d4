import type { IncidentFile } from '../domain/incident-file.js';

/**
 * Computes something of an incident file once, however often it is asked for, so that judging thousands of people reads
 * the events once and not once a person. A file is never changed after it is made.
 */
export function oncePerFile<T>(compute: (file: IncidentFile) => T): (file: IncidentFile) => T {
  const known = new WeakMap<IncidentFile, { readonly value: T }>();
  return (file) => {
    const before = known.get(file);
    if (before !== undefined) return before.value;
    const value = compute(file);
    known.set(file, { value });
    return value;
  };
}

/** Adds a value to the group of a key, which begins with it when there is none. */
export function addTo<T>(groups: Map<string, T[]>, key: string, value: T): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [value]);
  else group.push(value);
}
