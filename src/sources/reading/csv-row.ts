/** The cells of one CSV row (RFC 4180), or the index of the character after a closing quote that belongs to no cell. */
export function parseCsvRow(row: string, delimiter = ','): { cells: string[] } | { badQuoteAt: number } {
  if (!row.includes('"')) return { cells: row.split(delimiter) };
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    const cell = row.charAt(at) === '"' ? quotedCell(row, at, delimiter) : bareCell(row, at, delimiter);
    if ('badQuoteAt' in cell) return cell;
    cells.push(cell.text);
    if (cell.end >= row.length) return { cells };
    at = cell.end + 1;
  }
}

type Cell = { text: string; end: number } | { badQuoteAt: number };

function bareCell(row: string, start: number, delimiter: string): Cell {
  const next = row.indexOf(delimiter, start);
  const end = next < 0 ? row.length : next;
  const text = row.slice(start, end);
  const quote = text.indexOf('"');
  return quote < 0 ? { text, end } : { badQuoteAt: start + quote };
}

function quotedCell(row: string, start: number, delimiter: string): Cell {
  let close = row.indexOf('"', start + 1);
  while (close >= 0 && row.charAt(close + 1) === '"') close = row.indexOf('"', close + 2);
  if (close < 0) return { badQuoteAt: start };
  const end = close + 1;
  if (end < row.length && row.charAt(end) !== delimiter) return { badQuoteAt: end };
  return { text: row.slice(start + 1, close).replaceAll('""', '"'), end };
}

/** The index of the quote that opens a cell and is never closed, in a row with an odd number of quotes. */
export function openQuoteAt(row: string): number {
  let open = -1;
  for (let at = row.indexOf('"'); at >= 0; at = row.indexOf('"', at + 1)) open = open < 0 ? at : -1;
  return open;
}

/** How many double quotes the text holds: even in every complete row. */
export function quotesIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) count += 1;
  return count;
}
