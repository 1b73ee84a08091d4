import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { assemblePacket } from '../../../../src/reports/packet/assemble-packet.js';
import { packetCharts } from '../../../../src/reports/rendering/packet-charts.js';
import { noteRuns } from '../../../../src/reports/rendering/packet-view.js';
import { halfYear } from '../../../builders/half-year.js';
import { unlinkedHandle } from '../../../builders/packet-editions.js';

describe('runs of notes', () => {
  it.each([
    [[], []],
    [[7], [[7, 0]]],
    [[1, 2, 3, 4], [[1, 4]]],
    // Two in a row are no shorter as a run.
    [
      [4, 5],
      [
        [4, 0],
        [5, 0],
      ],
    ],
    [
      [1, 2, 3, 9, 12, 13, 14],
      [
        [1, 3],
        [9, 0],
        [12, 14],
      ],
    ],
  ])('of %j are %j', (notes, runs) => {
    expect(noteRuns(notes).map(({ first, last }) => [first, last])).toEqual(runs);
  });

  it('stand for exactly the notes they were made from', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 60 })), (unordered) => {
        const notes = [...unordered].sort((a, b) => a - b);
        const told = noteRuns(notes).flatMap(({ first, last }) =>
          Array.from({ length: Math.max(first, last) - first + 1 }, (_, n) => first + n),
        );
        expect(told).toEqual(notes);
      }),
    );
  });
});

describe('the drawings of a packet', () => {
  it('are one strip, one profile, and squares for every count that is recorded', () => {
    const charts = packetCharts(assemblePacket(unlinkedHandle()));
    expect(charts.glance.map((svg) => svg !== '')).toEqual([true, false, false, false]);
  });

  it('count what the document counts', () => {
    const { glance } = packetCharts(assemblePacket(halfYear()));
    // Pages answered in time: 11 of 13.
    expect(glance[1]?.match(/class="filled"/gu)).toHaveLength(11);
    expect(glance[1]?.match(/class="outlined"/gu)).toHaveLength(2);
  });
});
