import { chart, element, type ChartTheme } from './svg.js';

/** A count out of a total; both whole numbers, `filled` at most `total`. */
export interface UnitCount {
  readonly filled: number;
  readonly total: number;
}

const GROUP = 10;

/** Beyond this many, a square stands for ten, a hundred, and so on, and the text equivalent says so. */
const MOST = 400;

/**
 * One square a thing, filled or outlined, in groups of ten, so that a count can be seen and not only read. More than 40
 * wrap into rows of 50 smaller squares.
 */
export function unitSquares({ filled, total }: UnitCount, theme: ChartTheme): string {
  const each = unitFor(total);
  const squares = Math.ceil(total / each);
  const solid = Math.min(squares, filled > 0 ? Math.max(1, Math.round(filled / each)) : 0);
  const perRow = squares > 40 ? 50 : 40;
  const side = squares > 40 ? 6 : 9;
  const gap = squares > 40 ? 2 : 3;
  const rows = Math.max(1, Math.ceil(squares / perRow));
  const cells = Array.from({ length: squares }, (_, index) => {
    const column = index % perRow;
    return square(
      {
        x: leftOf(column, side, gap),
        y: Math.floor(index / perRow) * (side + gap),
        side,
      },
      index < solid,
      theme,
    );
  });
  const columns = Math.min(squares, perRow);
  const size = {
    width: columns === 0 ? 1 : leftOf(columns - 1, side, gap) + side,
    height: rows * (side + gap) - gap,
  };
  const unit = each === 1 ? '' : ` Each square stands for ${each.toFixed(0)}.`;
  return chart(size, `${filled.toFixed(0)} of ${total.toFixed(0)}.${unit}`, theme, cells);
}

function unitFor(total: number): number {
  let each = 1;
  while (total / each > MOST) each *= 10;
  return each;
}

function leftOf(column: number, side: number, gap: number): number {
  return column * (side + gap) + Math.floor(column / GROUP) * gap;
}

function square(
  at: { readonly x: number; readonly y: number; readonly side: number },
  solid: boolean,
  theme: ChartTheme,
): string {
  if (solid)
    return element('rect', { class: 'filled', x: at.x, y: at.y, width: at.side, height: at.side, fill: theme.accent });
  return element('rect', {
    class: 'outlined',
    // A stroke straddles its edge; half of it inside keeps both kinds the same size.
    x: at.x + 0.5,
    y: at.y + 0.5,
    width: at.side - 1,
    height: at.side - 1,
    fill: 'none',
    stroke: theme.muted,
    'stroke-width': 1,
  });
}
