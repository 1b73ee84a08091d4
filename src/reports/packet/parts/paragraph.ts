import { msOf } from '../../../domain/instant.js';
import { Problem } from '../../../domain/problem.js';
import type { PacketDocument } from '../packet-document.js';
import { type OwnIncident, type PacketFacts, sayableService } from '../packet-facts.js';
import { monthsOf, monthWords } from '../words/calendar-words.js';
import { capitalised, countedInWords, listed, numberWord } from '../words/number-words.js';
import { plainLine, wordCount } from '../words/plain-text.js';

const MAX_WORDS = 80;
const MAX_CHARS = 640;

/**
 * The opening paragraph: the preparer's own words, unchanged, or else composed from the record.
 * Throws USAGE where the note does not fit the first page: nobody's words are cut for them.
 */
export function paragraphOf(facts: PacketFacts): PacketDocument['paragraph'] {
  const note = facts.input.note?.trim() ?? '';
  if (note === '') return { text: composed(facts), written: false };
  const text = plainLine(note);
  const words = wordCount(text);
  if (words > MAX_WORDS || text.length > MAX_CHARS) {
    throw new Problem(
      'USAGE',
      `The note has ${String(words)} words (${String(text.length)} characters); the first page has room for ${String(MAX_WORDS)} words (${String(MAX_CHARS)} characters). Shorten it.`,
    );
  }
  return { text, written: true };
}

function composed(facts: PacketFacts): string {
  const { incidents, nameInText } = facts;
  const months = countedInWords(monthsOf(facts.period), 'month');
  if (incidents.length === 0) return `In these ${months} the record names ${nameInText} in no incident.`;
  const count = countedInWords(incidents.length, 'incident');
  const sentences = [
    `In these ${months} the record has ${nameInText} in ${count}${whereWords(incidents)}: ${partWords(incidents)}.`,
    selfReportedWords(incidents),
    severeWords(incidents),
    busiestWords(facts),
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

/** The services by how often, at most three named. */
function whereWords(incidents: readonly OwnIncident[]): string {
  const times = new Map<string, number>();
  for (const { incident } of incidents) {
    const service = sayableService(incident);
    if (service !== '') times.set(service, (times.get(service) ?? 0) + 1);
  }
  if (times.size === 0) return '';
  const names = [...times].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([service]) => service);
  if (names.length === 1 && times.get(names[0] ?? '') === incidents.length) return `, all in ${names.join('')}`;
  if (names.length <= 3) return `, in ${listed(names)}`;
  return `, most often in ${listed(names.slice(0, 2))}`;
}

function partWords(incidents: readonly OwnIncident[]): string {
  const count = (part: string): number => incidents.filter((incident) => incident.part === part).length;
  const each = incidents.length === 1 ? 'it' : 'each';
  if (count('led') === incidents.length) return `leading ${each}`;
  if (count('contributed') === incidents.length) return `contributing to ${each}`;
  if (count('observed') === incidents.length) return `called or present in ${each}`;
  const words: string[] = [];
  if (count('led') > 0) words.push(`leading ${numberWord(count('led'))}`);
  if (count('contributed') > 0) words.push(`contributing to ${numberWord(count('contributed'))}`);
  if (count('observed') > 0) words.push(`called or present in ${numberWord(count('observed'))}`);
  return listed(words);
}

function selfReportedWords(incidents: readonly OwnIncident[]): string {
  const own = incidents.filter(({ selfReported }) => selfReported).length;
  if (own === 0) return '';
  if (own === incidents.length) return 'All of that is self-reported.';
  return `In ${numberWord(own)} of them, that part is self-reported.`;
}

function severeWords(incidents: readonly OwnIncident[]): string {
  const severe = incidents.filter(({ incident: { severity } }) => severity !== undefined && severity <= 2).length;
  if (severe === 0) return '';
  return `${capitalised(numberWord(severe))} ${severe === 1 ? 'was' : 'were'} of severity 1 or 2.`;
}

/** Said only where one month stands out: at least three incidents, and a third of all. */
function busiestWords({ incidents, zone }: PacketFacts): string {
  const times = new Map<string, number>();
  for (const { incident } of [...incidents].sort((a, b) => msOf(a.incident.declaredAt) - msOf(b.incident.declaredAt))) {
    const month = monthWords(incident.declaredAt, zone);
    times.set(month, (times.get(month) ?? 0) + 1);
  }
  const [month, most] = [...times].reduce((best, each) => (each[1] > best[1] ? each : best), ['', 0]);
  if (times.size < 2 || most < 3 || most * 3 < incidents.length) return '';
  return `The busiest month was ${month}, with ${numberWord(most)}.`;
}
