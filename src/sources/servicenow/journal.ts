/** One entry of a journal field, as it is shown. */
export interface JournalEntry {
  /** `2026-03-01 09:30:00`, in the zone of whoever exported it. */
  readonly shown: string;
  readonly name: string;
  readonly text: string;
}

/** `2026-03-01 09:30:00 - Full Name (Work notes)`, in whatever way the instance writes dates. */
const HEADING = /^(\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4} \d[\d:. apmAPM]{3,20}?) - (.{1,200}) \([^()]+\)$/;

/**
 * The entries of a journal field (`work_notes`, `comments`), which the Table API gives as one text, latest first. Only a line
 * after a blank one begins an entry, so that a line quoted in the middle of one does not.
 */
export function journalEntries(journal: string): JournalEntry[] {
  const entries: { shown: string; name: string; lines: string[] }[] = [];
  let afterBlank = true;
  for (const line of journal.split(/\r\n|\r|\n/)) {
    const [, shown, name] = (afterBlank ? HEADING.exec(line.trimEnd()) : null) ?? [];
    afterBlank = line.trim() === '';
    if (shown !== undefined && name !== undefined) entries.push({ shown, name, lines: [] });
    else entries.at(-1)?.lines.push(line);
  }
  return entries.map(({ shown, name, lines }) => ({
    shown: shown.trim(),
    name: name.trim().replace(/\s+/g, ' '),
    text: lines.join('\n').trim(),
  }));
}
