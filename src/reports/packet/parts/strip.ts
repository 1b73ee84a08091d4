import type { PacketDocument } from '../packet-document.js';
import { type PacketFacts, referenceOf } from '../packet-facts.js';
import { periodWords } from '../words/calendar-words.js';
import { counted } from '../words/number-words.js';

/** The strip of the period: an incident a mark. */
export function stripOf({ incidents, period }: PacketFacts): PacketDocument['strip'] {
  const marks = incidents.map(({ incident, part }) => ({
    at: markAt(incident.declaredAt, period.from),
    part,
    ...(incident.severity === undefined ? {} : { severity: incident.severity }),
    label: referenceOf(incident),
  }));
  const count = (part: string): string => String(marks.filter((mark) => mark.part === part).length);
  return {
    from: period.from,
    until: period.until,
    marks,
    words: `${counted(marks.length, 'incident')}, ${periodWords(period)}: led ${count('led')}, contributed to ${count('contributed')}, called or present in ${count('observed')}.`,
  };
}

/** An incident declared before the period began, and worked on in it, stands at the beginning of the strip. */
function markAt(declaredAt: string, from: string): string {
  return declaredAt < from ? from : declaredAt;
}
