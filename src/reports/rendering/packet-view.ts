import type { PacketDocument } from '../packet/packet-document.js';

/** Charts drawn for a packet, as SVG of our own making. */
export interface PacketCharts {
  readonly strip: string;
  readonly profile: string;
  /** One for each of the document's glance counts, in order; empty where a count was not recorded. */
  readonly glance: readonly string[];
}

/** A run of note numbers: `7`, or `1` to `13`. */
interface NoteRun {
  readonly first: number;
  /** The last of the run, or 0 where the run is one number. */
  readonly last: number;
}

/** Ascending numbers as runs; two in a row stay two. */
export function noteRuns(notes: readonly number[]): NoteRun[] {
  const runs: { first: number; last: number }[] = [];
  for (const note of notes) {
    const run = runs.at(-1);
    if (run?.last === note - 1) run.last = note;
    else runs.push({ first: note, last: note });
  }
  return runs.flatMap(({ first, last }) => {
    if (first === last) return [{ first, last: 0 }];
    return last === first + 1
      ? [
          { first, last: 0 },
          { first: last, last: 0 },
        ]
      : [{ first, last }];
  });
}

/** A line as the views take it: every field is there, and what is absent in the document is empty. */
function lineView<T extends { readonly notes: readonly number[]; readonly url?: string | undefined }>(
  line: T,
): Omit<T, 'notes' | 'url'> & { readonly notes: NoteRun[]; readonly url: string } {
  return { ...line, notes: noteRuns(line.notes), url: line.url ?? '' };
}

/** The document as the views take it: nothing added, nothing absent. */
export function packetView(document: PacketDocument, charts: PacketCharts): Record<string, unknown> {
  return {
    ...document,
    isRecord: document.edition === 'record',
    unlinked: document.unlinked ?? '',
    offer: document.offer ?? null,
    stripChart: charts.strip,
    profileChart: charts.profile,
    claims: document.claims.map(({ text, notes }) => ({ text, notes: noteRuns(notes) })),
    glance: document.glance.map((each, n) => ({ ...each, chart: charts.glance[n] ?? '' })),
    incidents: document.incidents.map(lineView),
    actionItems: document.actionItems.map(lineView),
    evidence: document.evidence.map((group) => ({ ...group, lines: group.lines.map(lineView) })),
    index: document.index.map((entry) => ({ ...entry, url: entry.url ?? '' })),
  };
}
