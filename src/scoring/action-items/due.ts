import type { ActionItem, ActionItemEvent, IncidentFile } from '../../domain/incident-file.js';
import { type Instant, instantOf, isDay, msOf, parseInstant } from '../../domain/instant.js';
import { plusDays, startOfDay } from '../../domain/zone.js';
import { isBot, isColleague } from '../roles.js';

/** When an item falls due. */
export interface Due {
  /** The original due instant: it places the opportunity in a period. */
  readonly original: Instant;
  /** The instant it is held to: the original, or one moved with another's approval before it fell due. */
  readonly effective: Instant;
  /** The approved moves, in time order. */
  readonly moves: readonly ActionItemEvent[];
}

/** The due date a person is held to; undefined where none was set, or it was taken away with approval. */
export function dueOf(item: ActionItem, person: string, timeZone: string, file: IncidentFile): Due | undefined {
  const moved = item.events.filter((event) => event.kind === 'due-moved');
  const original = dueInstant(originalText(item, moved), timeZone);
  if (original === undefined) return undefined;
  let effective = original;
  const moves: ActionItemEvent[] = [];
  for (const move of moved) {
    if (move.from === undefined || move.at > effective || !isApproved(move, person, file)) continue;
    const to = dueInstant(move.to, timeZone);
    if (to === undefined) return undefined;
    effective = to;
    moves.push(move);
  }
  return { original, effective, moves };
}

/** What stood before the first move; a first move from nothing set the due date. */
function originalText(item: ActionItem, moved: readonly ActionItemEvent[]): string | undefined {
  const [first] = moved;
  if (first === undefined) return item.dueAt;
  return first.from ?? first.to ?? item.dueAt;
}

/** Approved by a colleague, or made by one: nobody extends their own due date, and a bot's approval is nobody's. */
function isApproved({ approvedBy, actor }: ActionItemEvent, person: string, file: IncidentFile): boolean {
  const isNobodys = approvedBy === undefined || isBot(file, approvedBy);
  return isColleague(isNobodys ? actor : approvedBy, person, file);
}

/** An instant, or the last millisecond of a day in that zone: days are whole, and a period's last day is inside it. */
function dueInstant(text: string | undefined, timeZone: string): Instant | undefined {
  if (text === undefined) return undefined;
  if (isDay(text)) return instantOf(msOf(startOfDay(plusDays(text, 1), timeZone)) - 1);
  const read = parseInstant(text);
  return 'instant' in read ? read.instant : undefined;
}
