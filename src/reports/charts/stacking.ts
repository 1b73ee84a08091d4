/**
 * The level, from 0 up, at which each mark of a row stands so that no two overlap: the lowest where the mark before it
 * is at least `pitch` to the left. Positions are in ascending order.
 */
export function stackLevels(positions: readonly number[], pitch: number): number[] {
  const latest: number[] = [];
  return positions.map((position) => {
    const free = latest.findIndex((before) => position - before >= pitch);
    const level = free === -1 ? latest.length : free;
    latest[level] = position;
    return level;
  });
}
