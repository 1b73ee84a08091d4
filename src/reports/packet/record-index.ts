import type { Evidence } from '../../domain/evidence.js';
import type { ActionItem, IncidentFile } from '../../domain/incident-file.js';
import { webAddress } from '../rendering/escaping.js';
import type { IndexEntry } from './packet-document.js';
import { RECORD_NOUNS } from './words/record-words.js';

interface Known {
  readonly nouns: Set<string>;
  url: string | undefined;
}

/**
 * The record index while it is being written: a record gets its number when it is first cited, so numbers run in the
 * order of reading and a claim's records mostly stand together.
 */
export class RecordIndex {
  private readonly known = new Map<string, Known>();
  private readonly cited = new Map<string, { note: number; evidence: Evidence }>();

  constructor(files: readonly IncidentFile[]) {
    for (const file of files) this.learn(file);
  }

  /** The notes of these records, ascending, each once. */
  cite(evidence: readonly Evidence[]): number[] {
    const notes = new Set<number>();
    for (const each of evidence) {
      const entry = this.cited.get(each.record) ?? { note: this.cited.size + 1, evidence: each };
      this.cited.set(each.record, entry);
      notes.add(entry.note);
    }
    return [...notes].sort((a, b) => a - b);
  }

  /** Every record cited so far, by note. */
  entries(): IndexEntry[] {
    return [...this.cited.values()].map(({ note, evidence }) => {
      const known = this.known.get(evidence.record);
      const url = known?.url;
      return {
        note,
        record: evidence.record,
        what: known === undefined ? 'record' : [...known.nouns].slice(0, 3).join(', '),
        nativeId: evidence.nativeId,
        connection: evidence.connection,
        file: fileName(evidence.file),
        place: placeOf(evidence),
        hash: evidence.sha256.slice(0, 12),
        ...(url === undefined ? {} : { url }),
      };
    });
  }

  private learn(file: IncidentFile): void {
    const { incident } = file;
    if (incident !== null) this.add(incident.evidence, 'incident', incident.url);
    for (const event of file.events) this.add(event.evidence, RECORD_NOUNS[event.kind], event.url);
    for (const item of file.actionItems) this.learnItem(item);
  }

  private learnItem(item: ActionItem): void {
    this.add(item.evidence, 'action item', item.url);
    for (const mirror of item.mirrors ?? []) this.add(mirror.evidence, 'action item', mirror.url);
    for (const change of item.changes ?? []) this.add(change.evidence, RECORD_NOUNS[change.kind], change.url);
    for (const event of item.events) this.add(event.evidence, `action item ${event.kind.replace('-', ' ')}`, undefined);
  }

  private add(evidence: Evidence, noun: string, url: string | undefined): void {
    const known = this.known.get(evidence.record) ?? { nouns: new Set<string>(), url: undefined };
    known.nouns.add(noun);
    known.url ??= webAddress(url);
    this.known.set(evidence.record, known);
  }
}

/** A pointer leads into a JSON document better than the line its element starts on. */
function placeOf({ line, pointer }: Evidence): string {
  return pointer ?? (line === undefined ? '' : `line ${String(line)}`);
}

/** Without its folders: those of the machine that imported it are nobody else's business. */
function fileName(file: string): string {
  return file.split(/[\\/]/u).at(-1) ?? file;
}
