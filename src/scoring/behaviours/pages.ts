import type { IncidentFile } from '../../domain/incident-file.js';
import { isBot, isTimed, type TimedEvent } from '../participation.js';

/** A page to somebody. */
export type Page = TimedEvent;

/** All pages of one incident record to one person, with what can answer or end them. In time order. */
export interface Pages {
  readonly file: IncidentFile;
  readonly person: string;
  /** The incident record the pages stand in: the head's, or an attachment's. */
  readonly record: string;
  /** Those not by e-mail. */
  readonly calls: readonly Page[];
  readonly emails: readonly Page[];
  /** Acknowledgements by people in that record or the head's. */
  readonly acknowledgements: readonly TimedEvent[];
  /** Resolves and closes, by anybody or anything, in that record or the head's. */
  readonly ends: readonly TimedEvent[];
}

/** The pages of an incident, by person and incident record. Pages to bots are none. */
export function pagesByRecord(file: IncidentFile): Pages[] {
  if (file.incident === null) return [];
  const groups = new Map<string, Page[]>();
  for (const event of file.events) {
    if (event.kind !== 'paged' || event.subject === undefined || !isTimed(event)) continue;
    if (isBot(file, event.subject)) continue;
    const key = `${event.incident} ${event.subject}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [event]);
    else group.push(event);
  }
  return [...groups.values()].flatMap((pages) => pagesOf(file, pages));
}

function pagesOf(file: IncidentFile, pages: readonly Page[]): Pages[] {
  const [first] = pages;
  if (first?.subject === undefined) return [];
  const record = first.incident;
  const near = file.events.filter(isTimed).filter((event) => isNear(event, record, file));
  return [
    {
      file,
      person: first.subject,
      record,
      calls: pages.filter((page) => !isEmail(page)),
      emails: pages.filter(isEmail),
      acknowledgements: near.filter(
        ({ kind, actor }) => kind === 'acknowledged' && actor !== undefined && !isBot(file, actor),
      ),
      ends: near.filter(({ kind }) => kind === 'resolved' || kind === 'closed'),
    },
  ];
}

function isNear(event: TimedEvent, record: string, file: IncidentFile): boolean {
  return event.incident === record || event.incident === file.incident?.id;
}

/** E-mail is not expected to wake or interrupt anybody: such a page is never an opportunity. */
export function isEmail(page: TimedEvent): boolean {
  return page.details['channel'] === 'email';
}
