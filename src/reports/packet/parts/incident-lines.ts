import { tierOfEvent } from '../../../scoring/tier.js';
import { webAddress } from '../../rendering/escaping.js';
import { weakestTier } from '../own-part.js';
import type { IncidentLine } from '../packet-document.js';
import { type OwnIncident, type PacketFacts, referenceOf, severityWords, titleOf } from '../packet-facts.js';
import { actWords } from '../words/act-words.js';
import { dayWords } from '../words/calendar-words.js';
import { shortened } from '../words/plain-text.js';

/** Every incident that reached the person or that they acted in, in the order declared, one line each. */
export function incidentLines(facts: PacketFacts): IncidentLine[] {
  return facts.incidents.map((each) => lineOf(facts, each));
}

function lineOf(facts: PacketFacts, { incident, file, own, acts, part }: OwnIncident): IncidentLine {
  const url = webAddress(incident.url);
  return {
    reference: referenceOf(incident),
    title: titleOf(incident),
    date: dayWords(incident.declaredAt, facts.zone),
    at: incident.declaredAt,
    severity: severityWords(incident),
    service: shortened(incident.service ?? '', 40),
    part,
    line: actWords(facts.personId, own, acts),
    tier: weakestTier(own.map((event) => tierOfEvent(event, facts.personId, file))),
    ...(url === undefined ? {} : { url }),
    notes: facts.index.cite([incident.evidence, ...own.map(({ evidence }) => evidence)]),
  };
}
