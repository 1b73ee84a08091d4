import { COVERAGE_KINDS } from '../../../src/domain/event.js';
import type { CanonicalRecord, EventRecord, IncidentRecord, UpdateRecord } from '../../../src/domain/record.js';
import type { InputFile, Source } from '../../../src/sources/source.js';

/** Reads one canonical record a line and checks nothing, so that the ledger is tested without any real format. */
export function tinySource(id: string, more: Partial<Source> = {}): Source {
  return {
    id,
    title: id,
    version: 1,
    covers: COVERAGE_KINDS,
    recognises: ({ head }) => Buffer.from(head).toString('utf8').includes(`"for":"${id}"`),
    read: async function* (file) {
      let line = 0;
      for (const raw of (await textOf(file)).split('\n')) {
        line += 1;
        if (raw === '' || raw.startsWith('{"for"')) continue;
        if (raw === 'BAD') {
          const rejection = { file: file.name, line, field: 'at', code: 'TIME_INVALID', message: 'is not a date.' };
          yield { records: [], rejections: [rejection], warnings: [] };
          continue;
        }
        if (raw === 'CRASH') throw new Error('the source broke');
        const record = JSON.parse(raw) as CanonicalRecord;
        yield { records: [{ record, origin: { file: file.name, line, raw } }], rejections: [], warnings: [] };
      }
    },
    ...more,
  };
}

/** A source of histories: every update that names a state is one event, and the first one heads the incident. */
export const TINY_HISTORY: Source = tinySource('history', {
  headOf: (updates): IncidentRecord => {
    const [first] = inOrder(updates);
    return { type: 'incident', id: first?.incident ?? '', title: 'told', declaredAt: first?.at ?? '' };
  },
  eventsOf: (updates): EventRecord[] =>
    inOrder(updates).map((update) => ({
      type: 'event',
      id: `${update.id}/state`,
      incident: update.incident,
      kind: 'state-changed',
      at: update.at,
      actor: `by:${update.fields['by'] ?? ''}`,
      details: { update: update.id, to: update.fields['state'] },
    })),
});

function inOrder(updates: readonly UpdateRecord[]): UpdateRecord[] {
  return [...updates].sort((a, b) => a.seq - b.seq);
}

async function textOf(file: InputFile): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of file.open()) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** A file in memory: a first line that says which source it is for, then one record or word a line. */
export function tinyFile(name: string, source: string, lines: readonly (object | 'BAD' | 'CRASH')[]): InputFile {
  const rows = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)));
  const bytes = Buffer.from([JSON.stringify({ for: source }), ...rows].join('\n'));
  return {
    name,
    open: async function* () {
      yield await Promise.resolve(bytes);
    },
  };
}

export const NOW = '2026-06-30T12:00:00.000Z';
