import { urlOf } from './links.mjs';
import { personById } from './people.mjs';
import { between } from './random.mjs';
import { teamOf } from './services.mjs';

/**
 * The line language of the stories: `WHEN VERB WORD... [+K] [@LINK] [KEY=VALUE] : TEXT`.
 *
 * WHEN is the minute since the beginning, or `d3` for the third day after (moved on to Monday from a weekend).
 * `+K` after `page`, `escalate`, `pass` is the acknowledgement within K minutes, after `call` the join; without it
 * nobody came. A line without WHEN is an action item: `item WHO CLASS DUE CLOSED`, in days since its creation, `-`
 * while it is open. `~` marks what somebody kept by hand.
 */

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

export const isoOf = (ms) => new Date(ms).toISOString();

/** So many days later in European working hours; a weekend moves on to Monday. */
export function workday(ms, days, seed) {
  const day = new Date(Math.floor(ms / DAY) * DAY + days * DAY);
  const weekend = { 6: 2, 0: 1 }[day.getUTCDay()] ?? 0;
  return day.getTime() + weekend * DAY + between(`hours ${seed}`, 9 * 60, 14 * 60) * MINUTE;
}

function parseLine(line) {
  const colon = line.indexOf(' : ');
  const [head, text] = colon < 0 ? [line, undefined] : [line.slice(0, colon), line.slice(colon + 3)];
  const [first, ...others] = head.split(/\s+/);
  const rest = first === 'item' ? [first, ...others] : others;
  const [verb, ...tokens] = rest;
  const parsed = { when: first === 'item' ? undefined : first, verb, words: [], options: {}, text };
  for (const token of tokens) {
    if (/^\+\d+$/.test(token)) parsed.within = Number(token.slice(1));
    else if (token.startsWith('@')) parsed.link = token.slice(1);
    else if (token === '~') parsed.handKept = true;
    else if (token.includes('='))
      parsed.options[token.slice(0, token.indexOf('='))] = token.slice(token.indexOf('=') + 1);
    else parsed.words.push(token);
  }
  return parsed;
}

/** When the person reacted: inside the last minute allowed, so that "+3" is never 3 minutes and some seconds. */
const reactionAt = (from, minutes, seed) => from + minutes * MINUTE - between(`reaction ${seed}`, 3, 45) * 1000;

function stepOf(line, index, incident) {
  const seed = `${incident.id} ${String(index)}`;
  const { when, verb, words, options, text, link, handKept } = line;
  const at = when.startsWith('d')
    ? workday(incident.startsAt, Number(when.slice(1)), seed)
    : incident.startsAt + Number(when) * MINUTE + between(`second ${seed}`, 8, 35) * 1000;
  const [who, whom] = words;
  for (const person of [who, ...(['call', 'pass', 'hand'].includes(verb) ? [whom] : [])]) {
    if (person !== undefined) personById(person);
  }
  const step = { seed, index, at, verb, who, whom, words, options, text, handKept };
  if (link !== undefined) step.url = urlOf(link, incident.service, seed);
  if (verb === 'rollback' || verb === 'fix') step.url = urlOf('pr', incident.service, seed);
  if (line.within !== undefined) step.reactedAt = reactionAt(at, line.within, seed);
  return step;
}

const lastAt = (steps, verbs) => steps.findLast((step) => verbs.includes(step.verb))?.at;

/** A story with every instant fixed, before it is split between the systems that recorded it. */
export function incidentOf(story, number) {
  const id = `FW-${String(number)}`;
  const incident = { ...story, id, number, team: teamOf(story.service), startsAt: Date.parse(`${story.at}:00Z`) };
  incident.url = `https://incidents.example.com/${id}`;
  const lines = story.log
    .trim()
    .split('\n')
    .map((line) => parseLine(line.trim()));
  const steps = lines.flatMap((line, i) => (line.when === undefined ? [] : [stepOf(line, i, incident)]));
  steps.sort((a, b) => a.at - b.at || a.index - b.index);
  const during = steps.filter((step) => step.at < incident.startsAt + DAY / 2);
  const resolvedAt = lastAt(during, ['resolve', 'botresolve']);
  const changes = steps.filter((step) => step.verb === 'sev');
  return {
    ...incident,
    steps,
    items: lines.filter((line) => line.when === undefined),
    inPager: story.pager !== false,
    inBot: story.pager !== 'only',
    declaredAt: during.find((step) => step.verb === 'declare')?.at ?? incident.startsAt + 6_000,
    mitigatedAt: lastAt(during, ['mit', 'rollback', 'fix']) ?? resolvedAt,
    resolvedAt,
    lead: during.find((step) => step.verb === 'lead' || step.verb === 'resolve')?.who,
    finalSeverity: changes.length === 0 ? story.severity : Number(changes.at(-1).words[2]),
  };
}
