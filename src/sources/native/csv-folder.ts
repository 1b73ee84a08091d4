import { typeByName } from './csv-set.js';

/** Whether files of these names are one set: nothing but CSV files named for record types, in one folder. */
export function isCsvSet(names: readonly string[]): boolean {
  return names.length > 0 && names.every((name) => /^[^/]+\.csv$/i.test(name) && typeByName(name) !== undefined);
}
