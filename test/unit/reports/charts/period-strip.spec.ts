import { describe, expect, test } from '@jest/globals';
import { periodStrip, type PeriodStrip, type StripMark } from '../../../../src/reports/charts/period-strip.js';
import { all, HOSTILE, numberOf, parseSvg, THEME, type ParsedElement } from './parse-svg.js';

/** 2026 has 365 days; 100 of them make positions easy: day d stands at 7 + d/100 * (614 - 2*7) = 7 + 6d. */
const WIDTH = 614;
const STRIP: PeriodStrip = { from: '2026-01-01T00:00:00.000Z', until: '2026-04-11T00:00:00.000Z', marks: [] };

function mark(day: string, part: StripMark['part'], severity?: number): StripMark {
  return { at: `${day}T00:00:00.000Z`, part, label: 'INC-1', ...(severity === undefined ? {} : { severity }) };
}

function draw(strip: Partial<PeriodStrip>): ParsedElement {
  return parseSvg(periodStrip({ ...STRIP, ...strip }, THEME, WIDTH));
}

function circles(svg: ParsedElement, part: string): { x: number; y: number; r: number }[] {
  return all(svg, `.${part} circle`).map((circle) => ({
    x: numberOf(circle, 'cx'),
    y: numberOf(circle, 'cy'),
    r: numberOf(circle, 'r'),
  }));
}

describe('the strip of the period', () => {
  test('puts each incident where it happened', () => {
    const svg = draw({ marks: [mark('2026-01-11', 'contributed'), mark('2026-03-02', 'contributed')] });
    // Days 10 and 60: 7 + 6 * 10 = 67 and 7 + 6 * 60 = 367.
    expect(circles(svg, 'contributed').map(({ x }) => x)).toEqual([67, 367]);
  });

  test('shows the part by shape: ring, dot, diamond', () => {
    const svg = draw({
      marks: [mark('2026-01-11', 'observed'), mark('2026-02-11', 'contributed'), mark('2026-03-11', 'led')],
    });
    expect(all(svg, '.observed circle')[0]?.getAttribute('fill')).toBe(THEME.paper);
    expect(all(svg, '.contributed circle')[0]?.getAttribute('fill')).toBe(THEME.ink);
    expect(all(svg, '.led polygon')).toHaveLength(1);
  });

  test('stacks incidents that would touch and sets a distant one on the line again', () => {
    const marks = ['2026-01-11', '2026-01-11', '2026-01-12', '2026-02-20'].map((day) => mark(day, 'contributed'));
    const places = circles(draw({ marks }), 'contributed');
    const floor = Math.max(...places.map(({ y }) => y));
    // Marks stand 12 pixels apart. The day between the second and the third is 6 pixels.
    expect(places.map(({ x, y }) => [x, floor - y])).toEqual([
      [67, 0],
      [67, 12],
      [73, 24],
      [307, 0],
    ]);
  });

  test('draws severities 1 and 2 larger and says so only then', () => {
    const severe = draw({ marks: [mark('2026-01-11', 'contributed', 1), mark('2026-02-11', 'contributed', 3)] });
    const [large, small] = circles(severe, 'contributed');
    expect(large?.r).toBeGreaterThan(small?.r ?? 0);
    expect(severe.textContent).toContain('larger: severity 1 and 2');
    expect(draw({ marks: [mark('2026-01-11', 'contributed', 3)] }).textContent).not.toContain('larger');
  });

  test('ticks every month of the period and names the year once a year', () => {
    const texts = all(draw({ from: '2025-11-01T00:00:00.000Z' }), 'text').map((text) => text.textContent);
    expect(texts).toEqual(['Nov', '2025', 'Dec', 'Jan', '2026', 'Feb', 'Mar', 'Apr']);
  });

  test("ticks months in the person's zone", () => {
    // Midnight in Tokyo is 15:00 UTC the day before, so the period begins exactly on the first tick.
    const svg = draw({ from: '2025-12-31T15:00:00.000Z', until: '2026-02-28T15:00:00.000Z', zone: 'Asia/Tokyo' });
    const texts = all(svg, 'text').map((text) => text.textContent);
    expect(texts).toEqual(['Jan', '2026', 'Feb']);
    expect(numberOf(all(svg, 'text')[0], 'x')).toBe(7);
  });

  test('names fewer months when they would touch', () => {
    const svg = draw({ from: '2021-01-01T00:00:00.000Z', until: '2026-01-01T00:00:00.000Z' });
    const texts = all(svg, 'text').map((text) => text.textContent);
    // 60 months on 600 pixels: 10 pixels each, so every third is named.
    expect(texts.slice(0, 6)).toEqual(['Jan', '2021', 'Apr', 'Jul', 'Oct', 'Jan']);
  });

  test('says in words how many incidents there are and what the person did in them', () => {
    const marks = [mark('2026-01-11', 'led'), mark('2026-02-11', 'contributed'), mark('2026-03-11', 'contributed')];
    expect(draw({ marks }).getAttribute('aria-label')).toBe('3 incidents: 2 contributed, 1 led.');
    expect(draw({ marks: [] }).getAttribute('aria-label')).toBe('No incidents in the period.');
    expect(draw({ marks, words: 'In other words.' }).getAttribute('aria-label')).toBe('In other words.');
  });

  test('the order of the marks does not change the picture', () => {
    const marks = [mark('2026-01-11', 'led', 1), mark('2026-01-12', 'contributed'), mark('2026-03-11', 'observed')];
    const drawn = periodStrip({ ...STRIP, marks }, THEME, WIDTH);
    expect(periodStrip({ ...STRIP, marks: [...marks].reverse() }, THEME, WIDTH)).toBe(drawn);
  });

  test.each(HOSTILE)('shows the label %j as text', (label) => {
    const svg = draw({
      marks: [{ ...mark('2026-01-11', 'led'), label }],
      words: label,
    });
    expect(all(svg, 'script, image, iframe, b')).toHaveLength(0);
    expect(all(svg, '.led title')[0]?.textContent).toContain(label.slice(0, 3));
  });

  test('a mark outside the period stays on the strip', () => {
    const svg = draw({ marks: [mark('2027-01-01', 'contributed')] });
    expect(circles(svg, 'contributed')[0]?.x).toBe(WIDTH - 7);
  });
});
