import { msOf, utcMs, type Instant } from '../../domain/instant.js';
import { instantsOfWallClock, wallClock } from '../../domain/zone.js';
import { stackLevels } from './stacking.js';
import { escapeXml } from '../rendering/escaping.js';
import { chart, element, svgText, type ChartTheme } from './svg.js';
import { textWidth } from './text-width.js';

/** What a person did in an incident, from least to most. */
type StripPart = 'observed' | 'contributed' | 'led';

export interface StripMark {
  readonly at: Instant;
  readonly part: StripPart;
  /** 1 and 2 are drawn larger. */
  readonly severity?: number;
  /** Shown when the pointer rests on the mark. */
  readonly label: string;
}

export interface PeriodStrip {
  readonly from: Instant;
  /** The first instant after the period. */
  readonly until: Instant;
  readonly marks: readonly StripMark[];
  /** Whose months to tick, an IANA zone. Default UTC. */
  readonly zone?: string;
  /** The text equivalent. Default: the counts. */
  readonly words?: string;
}

const PITCH = 12;
const MARGIN = 7;
const SMALL = 10;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const PARTS: readonly StripPart[] = ['observed', 'contributed', 'led'];
/** Being called or there is all that some records say; "observed" would say more. */
const WORDS: Record<StripPart, string> = { observed: 'called or present', contributed: 'contributed', led: 'led' };

/** Draws at a place of the strip: milliseconds to pixels. */
type Scale = (at: Instant) => number;

/** The period as one line, an incident a mark; marks that would touch stand on each other. */
export function periodStrip(strip: PeriodStrip, theme: ChartTheme, width: number): string {
  const scale = scaleOf(strip, width);
  const marks = [...strip.marks].sort((a, b) => (a.at < b.at ? -1 : 1));
  const levels = stackLevels(
    marks.map((mark) => scale(mark.at)),
    PITCH,
  );
  const baseline = 2 + Math.max(2, Math.max(-1, ...levels) + 1) * PITCH + 4;
  const drawn = marks.map((mark, index) =>
    drawMark(mark, scale(mark.at), baseline - 8 - (levels[index] ?? 0) * PITCH, theme),
  );
  const words = strip.words ?? equivalentOf(strip);
  return chart({ width, height: baseline + 46 }, words, theme, [
    element('line', { x1: 0, x2: width, y1: baseline, y2: baseline, stroke: theme.ink, 'stroke-width': 0.75 }),
    ...monthTicks(strip, scale, baseline, theme),
    ...drawn,
    ...legend(marks, baseline + 41, theme),
  ]);
}

function scaleOf({ from, until }: PeriodStrip, width: number): Scale {
  const span = Math.max(1, msOf(until) - msOf(from));
  return (at) => MARGIN + Math.min(1, Math.max(0, (msOf(at) - msOf(from)) / span)) * (width - 2 * MARGIN);
}

function equivalentOf({ marks }: PeriodStrip): string {
  const incidents = marks.length === 1 ? '1 incident' : `${marks.length.toFixed(0)} incidents`;
  const counts = countsOf(marks).map(([part, count]) => `${count.toFixed(0)} ${WORDS[part]}`);
  return counts.length === 0 ? 'No incidents in the period.' : `${incidents}: ${counts.join(', ')}.`;
}

function countsOf(marks: readonly StripMark[]): [StripPart, number][] {
  return PARTS.map((part): [StripPart, number] => [part, marks.filter((mark) => mark.part === part).length]).filter(
    ([, count]) => count > 0,
  );
}

function drawMark(mark: StripMark, x: number, y: number, theme: ChartTheme): string {
  return element('g', { class: mark.part }, [`<title>${escapeXml(mark.label)}</title>`, shape(mark, x, y, theme)]);
}

/** Ring, dot and diamond differ without colour. */
function shape(
  { part, severity }: Pick<StripMark, 'part' | 'severity'>,
  x: number,
  y: number,
  theme: ChartTheme,
): string {
  const radius = severity === 1 ? 5 : severity === 2 ? 4.5 : 3.5;
  if (part === 'observed') {
    return element('circle', {
      cx: x,
      cy: y,
      r: radius - 0.6,
      fill: theme.paper,
      stroke: theme.muted,
      'stroke-width': 1.2,
    });
  }
  if (part === 'contributed') return element('circle', { cx: x, cy: y, r: radius, fill: theme.ink });
  const reach = radius * 1.25;
  const corners = [
    [x, y - reach],
    [x + reach, y],
    [x, y + reach],
    [x - reach, y],
  ];
  const points = corners.map((corner) => corner.map((value) => value.toFixed(2)).join(',')).join(' ');
  return element('polygon', { points, fill: theme.accent });
}

interface Month {
  readonly at: Instant;
  readonly year: number;
  /** 1-based. */
  readonly month: number;
}

/** The first instants of the calendar months inside the period, in the strip's zone. */
function monthsOf({ from, until, zone = 'UTC' }: PeriodStrip): Month[] {
  const first = wallClock(from, zone);
  const months: Month[] = [];
  for (let index = first.year * 12 + first.month - 1; months.length < 600; index += 1) {
    const year = Math.floor(index / 12);
    const month = (index % 12) + 1;
    const at = startOfMonth(year, month, zone);
    if (at >= until) break;
    if (at >= from) months.push({ at, year, month });
  }
  return months;
}

function startOfMonth(year: number, month: number, zone: string): Instant {
  const clock = { year, month, day: 1, hour: 0, minute: 0, second: 0, ms: 0 };
  return instantsOfWallClock(clock, zone)[0] ?? new Date(utcMs(clock) ?? 0).toISOString();
}

function monthTicks(strip: PeriodStrip, scale: Scale, baseline: number, theme: ChartTheme): string[] {
  const end = scale(strip.until) + MARGIN;
  const months = monthsOf(strip);
  const [first, second] = months;
  const apart = first === undefined || second === undefined ? Infinity : scale(second.at) - scale(first.at);
  const step = [1, 3, 6, 12].find((each) => each * apart >= 26) ?? 12;
  return months.flatMap((month, index) => {
    const x = scale(month.at);
    const name = MONTHS[month.month - 1] ?? '';
    // A month that begins at the very end has no room for its name.
    const named = (month.month - 1) % step === 0 && x + textWidth(name, SMALL) <= end;
    const text = { x, 'font-size': SMALL, fill: theme.muted };
    const dated = named && (month.month === 1 || index === 0);
    return [
      element('line', {
        x1: x,
        x2: x,
        y1: baseline,
        y2: baseline + (named ? 4 : 2.5),
        stroke: theme.ink,
        'stroke-width': 0.75,
      }),
      ...(named ? [svgText(name, { ...text, y: baseline + 14 })] : []),
      ...(dated ? [svgText(month.year.toFixed(0), { ...text, y: baseline + 25 })] : []),
    ];
  });
}

function legend(marks: readonly StripMark[], y: number, theme: ChartTheme): string[] {
  let x = MARGIN;
  const entries = countsOf(marks).flatMap(([part, count]) => {
    const text = `${WORDS[part]} ${count.toFixed(0)}`;
    const drawn = [
      shape({ part }, x, y - 3.5, theme),
      svgText(text, { x: x + 9, y, 'font-size': SMALL, fill: theme.muted }),
    ];
    x += 9 + textWidth(text, SMALL) + 18;
    return drawn;
  });
  if (!marks.some(({ severity }) => severity === 1 || severity === 2)) return entries;
  return [...entries, svgText('larger: severity 1 and 2', { x, y, 'font-size': SMALL, fill: theme.muted })];
}
