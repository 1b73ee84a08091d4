/** Letters, then at the end a number: `INC-204`, `INC0010045`, `dispatch-default-3`. */
const SAID = /^[A-Za-z][A-Za-z0-9-]{0,39}\d$/;

/** What people call a record: its id where that reads like a key, else the first of its keys that does, else its id. */
export function referenceOf({ id, keys = [] }: { readonly id: string; readonly keys?: readonly string[] }): string {
  return [id, ...keys].find((name) => SAID.test(name)) ?? id;
}
