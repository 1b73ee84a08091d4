import type { ApiObject, Members } from '../reading/api-objects.js';

/** An object of an API answer, and where it stands. */
export type Located = Pick<ApiObject<string>, 'value' | 'line' | 'pointer'>;

/** The objects of a list inside an object; none where there is no such list. */
export function elementsOf({ value, line, pointer }: Located, member: string): Located[] {
  const list = value[member];
  if (!Array.isArray(list)) return [];
  return list.flatMap((element: unknown, index) =>
    typeof element === 'object' && element !== null
      ? [{ value: element as Members, line, pointer: `${pointer}/${member}/${String(index)}` }]
      : [],
  );
}
