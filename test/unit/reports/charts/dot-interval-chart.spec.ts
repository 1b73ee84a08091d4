import { describe, expect, test } from '@jest/globals';
import { dotIntervalChart, type DotIntervalRow } from '../../../../src/reports/charts/dot-interval-chart.js';
import { all, HOSTILE, numberOf, parseSvg, THEME, type ParsedElement } from './parse-svg.js';

const RATED: DotIntervalRow = {
  label: 'Answers pages',
  met: 11,
  opportunities: 13,
  mean: 0.82,
  lo: 0.7,
  hi: 0.9,
  word: 'consistently',
  hollow: false,
};

const FEW: DotIntervalRow = {
  label: 'Coordinates',
  met: 3,
  opportunities: 3,
  word: 'Too few for a rate.',
  hollow: true,
};

const UNSEEN: DotIntervalRow = { label: 'Joins', met: 0, opportunities: 0, word: 'Not recorded.', hollow: true };

function draw(rows: readonly DotIntervalRow[]): ParsedElement {
  return parseSvg(dotIntervalChart(rows, THEME, 600));
}

/** The track of a rated row runs from 0 to 100 %. */
function axisOf(svg: ParsedElement): { left: number; length: number } {
  const track = all(svg, 'line').find((line) => line.getAttribute('stroke') === THEME.hairline);
  const left = numberOf(track, 'x1');
  return { left, length: numberOf(track, 'x2') - left };
}

describe('the dot-and-interval chart', () => {
  test('puts the dot at the mean and the bar from one end of the interval to the other', () => {
    const svg = draw([RATED]);
    const { left, length } = axisOf(svg);
    const [dot] = all(svg, '.dot');
    const [bar] = all(svg, '.interval');
    // The axis spans 0 to 1: a fraction f stands at left + f * length.
    expect(numberOf(dot, 'cx')).toBeCloseTo(left + 0.82 * length, 1);
    expect(numberOf(bar, 'x')).toBeCloseTo(left + 0.7 * length, 1);
    expect(numberOf(bar, 'width')).toBeCloseTo(0.2 * length, 1);
  });

  test('draws the lines of the rubric at 75 and 90 % whatever the rows are', () => {
    const svg = draw([{ ...RATED, mean: 0.2, lo: 0.1, hi: 0.3 }]);
    const { left, length } = axisOf(svg);
    const rules = all(svg, '.rule').map((line) => (numberOf(line, 'x1') - left) / length);
    expect(rules[0]).toBeCloseTo(0.75, 3);
    expect(rules[1]).toBeCloseTo(0.9, 3);
    expect(rules).toHaveLength(2);
  });

  test('has one axis from 0 to 100 %', () => {
    const texts = all(draw([RATED]), 'text').map((text) => text.textContent);
    expect(texts).toEqual(expect.arrayContaining(['0', '50', '75', '90', '100 %']));
  });

  test('prints the plain count and the word beside every rate', () => {
    const texts = all(draw([RATED]), 'text').map((text) => text.textContent);
    expect(texts).toEqual(expect.arrayContaining(['Answers pages', '11 of 13', 'consistently']));
  });

  test('a row without a rate has a ring, its reason and its count, and nothing on the axis', () => {
    const svg = draw([FEW]);
    expect(all(svg, '.hollow')).toHaveLength(1);
    expect(all(svg, '.dot, .interval')).toHaveLength(0);
    expect(all(svg, 'line').filter((line) => line.getAttribute('stroke') === THEME.hairline)).toHaveLength(0);
    const texts = all(svg, 'text').map((text) => text.textContent);
    expect(texts).toEqual(expect.arrayContaining(['Too few for a rate.', '3 of 3']));
  });

  test('a row that nothing could record prints no count', () => {
    const texts = all(draw([UNSEEN]), 'text').map((text) => text.textContent);
    expect(texts).toContain('Not recorded.');
    expect(texts.filter((text) => text.includes(' of '))).toEqual([]);
  });

  test('says in words what it shows', () => {
    const svg = draw([RATED, FEW, UNSEEN]);
    const words =
      'Answers pages: 11 of 13, 80 % interval 70 to 90 %, consistently. ' +
      'Coordinates: 3 of 3, Too few for a rate. Joins: Not recorded.';
    expect(svg.getAttribute('role')).toBe('img');
    expect(svg.getAttribute('aria-label')).toBe(words);
    expect(all(svg, 'title')[0]?.textContent).toBe(words);
  });

  test('tells ring from dot by shape and not only by colour', () => {
    const svg = draw([RATED, FEW]);
    expect(all(svg, '.dot')[0]?.getAttribute('fill')).toBe(THEME.accent);
    expect(all(svg, '.hollow')[0]?.getAttribute('fill')).toBe('none');
  });

  test.each(HOSTILE)('prints %j as text', (label) => {
    const svg = draw([
      { ...RATED, label, word: label },
      { ...FEW, label, word: label },
    ]);
    expect(all(svg, 'script, image, iframe, b')).toHaveLength(0);
    expect(svg.getAttribute('aria-label')).toContain(label.replace('\u0000', '\uFFFD').replace('\uD800', '\uFFFD'));
  });

  test('cuts a label that is too long with an ellipsis and keeps it whole in the text equivalent', () => {
    const label = 'A behaviour with a name that goes on and on and on and on and on';
    const svg = draw([{ ...RATED, label }]);
    const shown = all(svg, 'text').map((text) => text.textContent);
    expect(shown.filter((text) => text.endsWith('…') && label.startsWith(text.slice(0, -1)))).toHaveLength(1);
    expect(svg.getAttribute('aria-label')).toContain(label);
  });

  test('never cuts the widest label when it fits its column', () => {
    const rows = ['Reaches the root cause', 'Helps other teams'].map((label) => ({ ...RATED, label }));
    const shown = all(draw(rows), 'text').map((text) => text.textContent);
    expect(shown).toContain('Reaches the root cause');
  });

  test('keeps a rate outside 0 to 1 on the axis', () => {
    const svg = draw([{ ...RATED, mean: 1.2, lo: -0.1, hi: 1.4 }]);
    const { left, length } = axisOf(svg);
    expect(numberOf(all(svg, '.dot')[0], 'cx')).toBeCloseTo(left + length, 1);
    expect(numberOf(all(svg, '.interval')[0], 'width')).toBeCloseTo(length, 1);
  });

  test('draws no rows as an empty axis', () => {
    expect(all(draw([]), '.dot, .hollow')).toHaveLength(0);
  });
});
