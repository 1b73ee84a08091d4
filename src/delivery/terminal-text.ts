// C0, DEL and C1 controls, and the marks that reorder text: a title may carry any of them, a terminal would obey.
const CONTROLS = /[\u0000-\u001F\u007F-\u009F\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;

/** Untrusted text made safe for a terminal or a log line: on one line, without escape sequences or reordering. */
export function safeForTerminal(text: string): string {
  return text.replace(CONTROLS, (mark) => (mark === '\t' || mark === '\n' ? ' ' : ''));
}

/** Columns padded to their widest cell, two spaces apart; cells are made safe. Wide (CJK) characters count as two. */
export function alignColumns(rows: readonly (readonly string[])[]): string {
  const safe = rows.map((row) => row.map(safeForTerminal));
  const widths: number[] = [];
  for (const row of safe) {
    row.forEach((cell, column) => (widths[column] = Math.max(widths[column] ?? 0, displayWidth(cell))));
  }
  return safe
    .map((row) =>
      row
        .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - displayWidth(cell)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const WIDE = /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE4F\uFF00-\uFF60\uFFE0-\uFFE6]/u;
const COMBINING = /\p{Mark}/u;

function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += COMBINING.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return width;
}
