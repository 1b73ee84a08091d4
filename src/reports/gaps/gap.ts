import { shellWord } from '../packet/words/shell-word.js';

type GapKind =
  | 'handle-not-linked'
  | 'item-without-proof'
  | 'item-without-due-date'
  | 'led-without-postmortem'
  | 'hole-in-export'
  | 'system-not-read'
  | 'not-recorded';

/** Something that is missing from a person's record and can be mended. */
export interface Gap {
  readonly kind: GapKind;
  /** What is missing, as a sentence. */
  readonly what: string;
  /** What to do first, where the command alone would not do. */
  readonly first?: string;
  /** The command that mends it; FILE stands for the export. */
  readonly command: string;
  /** The records it was seen in. */
  readonly records: readonly string[];
}

/** The import that brings a better export in, under the name the connection already has. */
export function importCommand(connection: string | undefined): string {
  const as = connection === undefined ? undefined : shellWord(connection);
  return as === undefined ? 'sevidence import FILE' : `sevidence import FILE --as ${as}`;
}
