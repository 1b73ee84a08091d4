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

/** A label wants to stand centred over `centre` and needs `width`. */
export interface Label {
  readonly centre: number;
  readonly width: number;
}

interface Block {
  /** Where the first label of the block would start if its labels stood as near as possible to their wishes. */
  readonly left: number;
  readonly width: number;
  readonly labels: readonly Label[];
}

/**
 * The centres at which labels can stand side by side between 0 and `end`. Labels that would overlap become a block, and
 * the block stands where its labels' wishes meet. Labels are in ascending order; where they do not all fit, they run
 * over the end.
 */
export function spreadLabels(labels: readonly Label[], gap: number, end: number): number[] {
  const blocks: Block[] = [];
  for (const label of labels) {
    let block = blockOf([label], gap, end);
    for (let before = blocks.at(-1); before !== undefined; before = blocks.at(-1)) {
      if (before.left + before.width + gap <= block.left) break;
      blocks.pop();
      block = blockOf([...before.labels, ...block.labels], gap, end);
    }
    blocks.push(block);
  }
  return blocks.flatMap((block) => centresIn(block, gap));
}

function blockOf(labels: readonly Label[], gap: number, end: number): Block {
  const width = labels.reduce((sum, label) => sum + label.width, 0) + gap * (labels.length - 1);
  const offsets = centresIn({ left: 0, width, labels }, gap);
  const wishes = labels.map((label, index) => label.centre - (offsets[index] ?? 0));
  const mean = wishes.reduce((sum, wish) => sum + wish, 0) / labels.length;
  return { left: Math.max(0, Math.min(mean, end - width)), width, labels };
}

function centresIn({ left, labels }: Block, gap: number): number[] {
  let next = left;
  return labels.map(({ width }) => {
    const centre = next + width / 2;
    next += width + gap;
    return centre;
  });
}
