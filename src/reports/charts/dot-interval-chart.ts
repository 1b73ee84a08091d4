import { chart, element, svgText, type ChartTheme } from './svg.js';
import { fitText, textWidth } from './text-width.js';

/** One behaviour: what was met of how many chances, and where the rate probably lies. */
export interface DotIntervalRow {
  readonly label: string;
  readonly met: number;
  readonly opportunities: number;
  /** Mean and the ends of the 80 % interval, 0 to 1. Unused when hollow. */
  readonly mean?: number;
  readonly lo?: number;
  readonly hi?: number;
  /** The level in words, or why there is no rate; may be empty. */
  readonly word: string;
  /** There is no rate: a ring and the reason stand where the dot would, and nothing sits on the axis. */
  readonly hollow: boolean;
}

/** The lines a rubric draws, as fractions. */
const RULES = [0.75, 0.9];
const TICKS = [0, 0.5, 0.75, 0.9, 1];

const ROW = 27;
const TOP = 4;
const FOOT = 22;
const SIZE = 12.5;
const SMALL = 10;
const GAP = 16;

interface Columns {
  readonly left: number;
  readonly axis: number;
  readonly count: number;
  readonly word: number;
  readonly right: number;
}

/**
 * A row a behaviour on one fixed axis from 0 to 100 %: dot for the rate, bar for its 80 % interval, the plain count at
 * the right. The axis never zooms, so two people's charts can be read side by side.
 */
export function dotIntervalChart(rows: readonly DotIntervalRow[], theme: ChartTheme, width: number): string {
  const columns = columnsFor(rows, width);
  const bottom = TOP + rows.length * ROW;
  return chart({ width, height: bottom + FOOT }, equivalentOf(rows), theme, [
    ...rows.flatMap((row, index) => trackOf(row, TOP + (index + 0.5) * ROW, columns, theme)),
    ...axis(bottom, columns, theme),
    ...rows.flatMap((row, index) => drawRow(row, TOP + (index + 0.5) * ROW, columns, theme)),
  ]);
}

/** The table the picture shows, in words: one sentence a row. */
function equivalentOf(rows: readonly DotIntervalRow[]): string {
  const sentences = rows.map((row) => {
    const parts = [countOf(row)];
    if (!row.hollow && row.lo !== undefined && row.hi !== undefined) {
      parts.push(`80 % interval ${percent(row.lo)} to ${percent(row.hi)} %`);
    }
    parts.push(row.word.replace(/\.$/, ''));
    return `${row.label}: ${parts.filter((part) => part !== '').join(', ')}.`;
  });
  return sentences.join(' ');
}

function countOf(row: DotIntervalRow): string {
  return row.opportunities > 0 ? `${row.met.toFixed(0)} of ${row.opportunities.toFixed(0)}` : '';
}

function percent(fraction: number): string {
  return (clamp(fraction) * 100).toFixed(0);
}

function clamp(fraction: number): number {
  return Math.min(1, Math.max(0, fraction));
}

function columnsFor(rows: readonly DotIntervalRow[], width: number): Columns {
  const widest = (texts: readonly string[]): number => Math.max(0, ...texts.map((text) => textWidth(text, SIZE)));
  const label = Math.min(widest(rows.map((row) => row.label)), width * 0.34);
  const word = Math.min(widest(rows.filter((row) => !row.hollow).map((row) => row.word)), width * 0.24);
  const count = widest(rows.map(countOf));
  const wordAt = width - word;
  const countAt = wordAt - (word > 0 ? 10 : 0) - count;
  const left = label + GAP;
  return { left, axis: countAt - GAP - left, count: countAt, word: wordAt, right: width };
}

function trackOf(row: DotIntervalRow, y: number, { left, axis: length }: Columns, theme: ChartTheme): string[] {
  if (row.hollow) return [];
  return [element('line', { x1: left, x2: left + length, y1: y, y2: y, stroke: theme.hairline, 'stroke-width': 0.75 })];
}

function axis(bottom: number, { left, axis: length }: Columns, theme: ChartTheme): string[] {
  const lines = RULES.map((at) =>
    element('line', {
      class: 'rule',
      x1: left + at * length,
      x2: left + at * length,
      y1: TOP,
      y2: bottom + 3,
      stroke: theme.muted,
      'stroke-width': 0.75,
      'stroke-dasharray': '1.5 2.5',
    }),
  );
  const labels = TICKS.map((at) =>
    svgText(`${percent(at)}${at === 1 ? ' %' : ''}`, {
      x: left + at * length + (at === 1 ? 3 : 0),
      y: bottom + 15,
      'font-size': SMALL,
      'text-anchor': 'middle',
      fill: theme.muted,
    }),
  );
  return [...lines, ...labels];
}

function drawRow(row: DotIntervalRow, y: number, columns: Columns, theme: ChartTheme): string[] {
  const baseline = y + SIZE * 0.34;
  const line = { y: baseline, 'font-size': SIZE };
  const label = svgText(fitText(row.label, SIZE, columns.left - GAP), { ...line, x: 0 });
  const count = svgText(countOf(row), { ...line, x: columns.count, 'font-weight': 600 });
  const counted = row.opportunities > 0 ? [count] : [];
  if (row.hollow) return [label, ...hollow(row, y, columns, theme), ...counted];
  const room = columns.right - columns.word + 1;
  const word = svgText(fitText(row.word, SIZE, room), { ...line, x: columns.word, fill: theme.muted });
  return [label, ...mark(row, y, columns, theme), ...counted, ...(row.word === '' ? [] : [word])];
}

function mark(row: DotIntervalRow, y: number, { left, axis: length }: Columns, theme: ChartTheme): string[] {
  const x = (fraction: number): number => left + clamp(fraction) * length;
  const { lo, hi, mean } = row;
  const bar =
    lo === undefined || hi === undefined
      ? []
      : [
          element('rect', {
            class: 'interval',
            x: x(lo),
            y: y - 3,
            width: x(hi) - x(lo),
            height: 6,
            rx: 3,
            fill: theme.accent,
            'fill-opacity': 0.3,
          }),
        ];
  if (mean === undefined) return bar;
  const dot = { class: 'dot', cx: x(mean), cy: y, r: 4.75, fill: theme.accent, stroke: theme.paper };
  return [...bar, element('circle', { ...dot, 'stroke-width': 1.25 })];
}

function hollow(row: DotIntervalRow, y: number, columns: Columns, theme: ChartTheme): string[] {
  const ring = { class: 'hollow', cx: columns.left + 4.5, cy: y, r: 3.75, fill: 'none', stroke: theme.muted };
  const end = row.opportunities > 0 ? columns.count - 8 : columns.right;
  const at = columns.left + 15;
  const reason = svgText(fitText(row.word, SIZE - 1, end - at), {
    x: at,
    y: y + SIZE * 0.34,
    'font-size': SIZE - 1,
    fill: theme.muted,
  });
  const ground = { x: at - 2, y: y - 9, width: textWidth(row.word, SIZE - 1) + 4, height: 18, fill: theme.paper };
  return [element('rect', ground), element('circle', { ...ring, 'stroke-width': 1.25 }), reason];
}
