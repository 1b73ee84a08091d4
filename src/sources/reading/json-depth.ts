/** Levels of objects and lists in one record: no export nests deeper, and what walks a record may recurse without fear. */
export const MAX_DEPTH = 32;

/** What is said of a value that only an attack nests so deep. */
export const TOO_DEEP = {
  code: 'JSON_TOO_DEEP',
  scope: 'file',
  message: `The record is nested deeper than ${String(MAX_DEPTH)} levels; check that the file is an export of the named format.`,
} as const;
