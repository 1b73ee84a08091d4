import { dotIntervalChart, type DotIntervalRow } from '../charts/dot-interval-chart.js';
import { periodStrip } from '../charts/period-strip.js';
import type { ChartTheme } from '../charts/svg.js';
import { unitSquares } from '../charts/unit-squares.js';
import type { PacketDocument } from '../packet/packet-document.js';
import { FONT_STACK } from './font-selection.js';
import type { PacketCharts } from './packet-view.js';

/** The colours of views/styles/packet.css. */
const THEME: ChartTheme = {
  ink: '#1c1b19',
  muted: '#66625b',
  accent: '#1d4f6e',
  hairline: '#cfcac1',
  paper: '#ffffff',
  sans: FONT_STACK.sans,
};

/** The measure of the page between its margins, 159 mm in CSS pixels. */
const MEASURE = 600;

/** The drawings of a packet, from nothing but its document. */
export function packetCharts(document: PacketDocument): PacketCharts {
  const zone = document.generated.timeZone;
  return {
    strip: periodStrip({ ...document.strip, marks: document.strip.marks.map(markOf), zone }, THEME, MEASURE),
    profile: dotIntervalChart(document.profile.map(rowOf), THEME, MEASURE),
    glance: document.glance.map(({ filled, total, recorded }) =>
      recorded && (total ?? filled) > 0 ? unitSquares({ filled, total: total ?? filled }, THEME) : '',
    ),
  };
}

function markOf({ at, part, severity, label }: PacketDocument['strip']['marks'][number]): {
  at: string;
  part: typeof part;
  label: string;
  severity?: number;
} {
  return { at, part, label, ...(severity === undefined ? {} : { severity }) };
}

function rowOf(row: PacketDocument['profile'][number]): DotIntervalRow {
  const { name, met, opportunities, mean, interval, word, remark } = row;
  const rate = mean === undefined || interval === undefined ? {} : { mean, lo: interval[0], hi: interval[1] };
  return { label: name, met, opportunities, ...rate, word: word === '' ? remark : word, hollow: mean === undefined };
}
