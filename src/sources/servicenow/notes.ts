import type { EventRecord, IncidentRecord } from '../../domain/record.js';
import type { Fault } from '../reading/fault.js';
import { namedIn } from '../reading/named-in.js';
import { readTime } from '../reading/wall-time.js';
import { type JournalEntry, journalEntries } from './journal.js';
import { named, type Named, type TableRow } from './table-row.js';

const JOURNALS = ['work_notes', 'comments'] as const;

const NO_ZONE: Fault = {
  code: 'SN_NOTES_WITHOUT_ZONE',
  message:
    'Work notes and comments carry times in the zone of whoever exported them and were left out; name it, such as ' +
    '--zone Europe/Lisbon.',
};

const OTHER_ZONE: Fault = {
  code: 'SN_ZONE_DIFFERS',
  message:
    'Work notes and comments were left out: the rows show their times in another zone than the one named with --zone.',
};

const OTHER_CLOCK: Fault = {
  code: 'SN_NOTES_WITHOUT_TIME',
  message:
    'Work notes and comments whose times are not written like 2026-03-01 09:30:00, or that do not exist in the zone ' +
    'named, were left out.',
};

/** What the journals of one row tell. */
export interface NotesRead {
  readonly notes: readonly EventRecord[];
  readonly authors: readonly Named[];
  /** One for each entry that was left out. */
  readonly leftOut: readonly Fault[];
}

/**
 * Work notes and comments. An entry has nothing but a name and the clock of whoever exported it, so it counts only where that
 * zone was named and explains the row's other times.
 */
export function notesOf(row: TableRow, incident: IncidentRecord, zone: string | undefined): NotesRead {
  const notes = new Map<string, EventRecord>();
  const authors: Named[] = [];
  const leftOut: Fault[] = [];
  for (const field of JOURNALS) {
    for (const entry of journalEntries(row.shown(field) ?? '')) {
      const at = timeOf(entry, row, zone);
      if (typeof at !== 'string') {
        leftOut.push(at);
        continue;
      }
      const author = named(entry.name);
      authors.push(author);
      const id = `${incident.id}/${field}/${at}/${entry.name}`;
      notes.set(id, noteOf(incident, { id, at, actor: author.handle }, entry.text));
    }
  }
  return { notes: [...notes.values()], authors, leftOut };
}

/** The entry's instant, or why it has none. */
function timeOf({ shown }: JournalEntry, row: TableRow, zone: string | undefined): string | Fault {
  if (zone === undefined) return NO_ZONE;
  if (row.zoneFits() === false) return OTHER_ZONE;
  const read = readTime(shown, zone);
  return 'instant' in read ? read.instant : OTHER_CLOCK;
}

function noteOf(incident: IncidentRecord, told: Pick<EventRecord, 'id' | 'at' | 'actor'>, text: string): EventRecord {
  const url = namedIn(text).find((ref) => ref.url !== undefined)?.url;
  return {
    type: 'event',
    ...told,
    incident: incident.id,
    kind: 'note',
    ...(url !== undefined && { url }),
    ...(text !== '' && { summary: text }),
    ...(incident.updatedAt !== undefined && { updatedAt: incident.updatedAt }),
  };
}
