import type { IncidentFile } from '../../domain/incident-file.js';
import type { Instant } from '../../domain/instant.js';
import { compareByTime, indexAfter, indexSince } from '../in-order.js';
import { addTo, oncePerFile } from '../once-per-file.js';
import { isBot, isTimed, type TimedEvent } from '../roles.js';

/** A page to somebody. */
export type Page = TimedEvent;

/** What stands in one incident record and bears on pages, each in time order. */
interface RecordActs {
  /** Pages to people, not by e-mail. */
  readonly calls: Page[];
  /** Acknowledgements by people. */
  readonly acknowledgements: TimedEvent[];
  readonly acknowledgementsBy: Map<string, TimedEvent[]>;
  /** Resolves and closes, by anybody or anything. */
  readonly ends: TimedEvent[];
  /** Pages that were taken back, by whom they had gone to. */
  readonly withdrawals: Map<string, TimedEvent[]>;
}

/** All pages of one incident record to one person, with what can answer or end them. In time order. */
export interface Pages {
  readonly file: IncidentFile;
  readonly person: string;
  /** The incident record the pages stand in: the head's, or an attachment's. */
  readonly record: string;
  /** Those not by e-mail. */
  readonly calls: readonly Page[];
  readonly emails: readonly Page[];
  /** Where the pager took a page to them back. */
  readonly withdrawals: readonly TimedEvent[];
  /** What stands in that record, and in the head's. */
  readonly near: readonly RecordActs[];
}

const actsByRecord = oncePerFile((file) => {
  const records = new Map<string, RecordActs>();
  for (const event of file.events) {
    if (!isTimed(event)) continue;
    let acts = records.get(event.incident);
    if (acts === undefined) {
      acts = { calls: [], acknowledgements: [], acknowledgementsBy: new Map(), ends: [], withdrawals: new Map() };
      records.set(event.incident, acts);
    }
    keep(event, acts, file);
  }
  return records;
});

function keep(event: TimedEvent, acts: RecordActs, file: IncidentFile): void {
  const { kind, actor, subject } = event;
  if (kind === 'resolved' || kind === 'closed') acts.ends.push(event);
  if (kind === 'page-withdrawn' && subject !== undefined) addTo(acts.withdrawals, subject, event);
  if (kind === 'paged' && subject !== undefined && !isBot(file, subject) && !isEmail(event)) acts.calls.push(event);
  if (kind === 'acknowledged' && actor !== undefined && !isBot(file, actor)) {
    acts.acknowledgements.push(event);
    addTo(acts.acknowledgementsBy, actor, event);
  }
}

/** The pages of an incident, by person and incident record. Pages to bots are none. */
export function pagesByRecord(file: IncidentFile): Pages[] {
  if (file.incident === null) return [];
  const groups = new Map<string, Page[]>();
  for (const event of file.events) {
    if (event.kind !== 'paged' || event.subject === undefined || !isTimed(event)) continue;
    if (!isBot(file, event.subject)) addTo(groups, `${event.incident} ${event.subject}`, event);
  }
  return [...groups.values()].flatMap((pages) => pagesOf(file, pages));
}

function pagesOf(file: IncidentFile, pages: readonly Page[]): Pages[] {
  const [first] = pages;
  if (first?.subject === undefined) return [];
  const record = first.incident;
  const records = actsByRecord(file);
  return [
    {
      file,
      person: first.subject,
      record,
      calls: pages.filter((page) => !isEmail(page)),
      emails: pages.filter(isEmail),
      withdrawals: records.get(record)?.withdrawals.get(first.subject) ?? [],
      near: [...new Set([record, file.incident?.id ?? record])].flatMap((id) => records.get(id) ?? []),
    },
  ];
}

/** The first that fits from one instant to another, both included, in several lists that are each in time order. */
export function firstBetween(
  lists: readonly (readonly TimedEvent[])[],
  { from, until }: { readonly from: Instant; readonly until: Instant },
  fits: (event: TimedEvent) => boolean = () => true,
): TimedEvent | undefined {
  const firsts = lists.flatMap((events) => {
    for (let index = indexSince(events, from); index < events.length; index += 1) {
      const event = events[index];
      if (event === undefined || event.at > until) break;
      if (fits(event)) return [event];
    }
    return [];
  });
  return firsts.sort(compareByTime)[0];
}

/** The next page of the same record to somebody else, later than this one. */
export function nextPage({ near, person, record }: Pages, page: Page): Page | undefined {
  const calls = near.find((acts) => acts.calls[0]?.incident === record)?.calls ?? [];
  for (let index = indexAfter(calls, page.at); index < calls.length; index += 1) {
    if (calls[index]?.subject !== person) return calls[index];
  }
  return undefined;
}

/** E-mail is not expected to wake or interrupt anybody: such a page is never an opportunity. */
export function isEmail(page: TimedEvent): boolean {
  return page.details['channel'] === 'email';
}
