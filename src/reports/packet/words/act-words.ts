import type { Instant } from '../../../domain/instant.js';
import { minutesBetween } from '../../../domain/instant.js';
import type { RecordedEvent } from '../../../domain/incident-file.js';
import { actorOf } from '../../../scoring/participation.js';
import { durationWords } from './calendar-words.js';
import { capitalised, counted } from './number-words.js';
import { ACT_VERBS, COUNTED_ACTS } from './record-words.js';

const MAX_PHRASES = 7;

/**
 * What the records say a person did in one incident, in time order: `Paged, answered in 3 min, joined, rolled back,
 * resolved it; 2 status updates.` `own` are the events that name the person, `acts` those of them they did.
 */
export function actWords(person: string, own: readonly RecordedEvent[], acts: readonly RecordedEvent[]): string {
  const phrases = new Set([...reachedWords(person, own), ...verbsOf(acts, own, person)]);
  const shown = [...phrases].slice(0, MAX_PHRASES);
  if (phrases.size > MAX_PHRASES) shown.push(`and ${counted(phrases.size - MAX_PHRASES, 'more act')}`);
  const parts = [shown.join(', '), countsOf(acts)].filter((part) => part !== '');
  return parts.length === 0 ? 'Named in the record.' : `${capitalised(parts.join('; '))}.`;
}

function reachedWords(person: string, own: readonly RecordedEvent[]): string[] {
  const reached = own.filter(({ subject, actor }) => subject === person && actor !== person);
  const words: string[] = [];
  // Several notifications of one page are one page to the person: how many there were is in the records.
  if (reached.some(({ kind }) => kind === 'paged')) words.push('paged');
  if (reached.some(({ kind }) => kind === 'responder-added')) words.push('called in');
  if (reached.some(({ kind }) => kind === 'escalated')) words.push('escalated to');
  if (reached.some(({ kind }) => kind === 'handoff')) words.push('took over');
  if (words.length === 0 && reached.some(({ kind }) => kind === 'assigned')) words.push('assigned');
  return words;
}

function verbsOf(acts: readonly RecordedEvent[], own: readonly RecordedEvent[], person: string): string[] {
  const firstPage = own.find(({ kind, subject }) => kind === 'paged' && subject === person)?.at;
  return acts.flatMap((act) => {
    if (act.kind === 'role-assumed') {
      return [actorOf(act) === person ? roleWords(act.details['role']) : 'gave a colleague a role'];
    }
    if (act.kind === 'page-declined') return [declinedWords(act, own, person)];
    const verb = ACT_VERBS[act.kind];
    if (verb === undefined) return [];
    return [act.kind === 'acknowledged' ? answeredWords(firstPage, act.at) : verb];
  });
}

function answeredWords(page: Instant | undefined, answer: Instant | undefined): string {
  if (page === undefined || answer === undefined || answer < page) return 'answered';
  return `answered in ${durationWords(minutesBetween(page, answer))}`;
}

/** What is declined is what reached the person last: a page goes on to the next, a call by a colleague does not. */
function declinedWords({ at = '' }: RecordedEvent, own: readonly RecordedEvent[], person: string): string {
  const reached = own.findLast(
    ({ kind, subject, at: then = '' }) =>
      (kind === 'paged' || kind === 'responder-added') && subject === person && then <= at,
  );
  return reached?.kind === 'responder-added' ? 'declined the call' : 'passed the page on';
}

function roleWords(role: unknown): string {
  if (role === 'commander') return 'led as incident commander';
  if (role === 'deputy') return 'deputised for the commander';
  if (role === 'observer') return 'looked on';
  return typeof role === 'string' && /^[a-z-]{1,20}$/u.test(role) ? `took the ${role} role` : 'took a role';
}

function countsOf(acts: readonly RecordedEvent[]): string {
  return Object.entries(COUNTED_ACTS)
    .map(([kind, noun]) => [acts.filter((act) => act.kind === kind).length, noun] as const)
    .filter(([count]) => count > 0)
    .map(([count, noun]) => counted(count, noun))
    .join(', ');
}
