import { FIRST_PAGE_WORDS, type FirstPage, firstPageWords } from './first-page.js';
import type { PacketDocument } from './packet-document.js';
import { factsOf, type PacketFacts } from './packet-facts.js';
import type { PacketInput } from './packet-input.js';
import { actionItemLines } from './parts/action-item-lines.js';
import { claimsOf } from './parts/claims.js';
import { coverageLines } from './parts/coverage-lines.js';
import { evidenceGroups } from './parts/evidence-rows.js';
import { glanceOf } from './parts/glance.js';
import { incidentLines } from './parts/incident-lines.js';
import { leadOf, offerOf } from './parts/lead.js';
import { cannotShow, makerLine, unlinkedLine } from './parts/maker.js';
import { methodology } from './parts/methodology.js';
import { notRecorded } from './parts/not-recorded.js';
import { paragraphOf } from './parts/paragraph.js';
import { editionOf, profileRows } from './parts/profile.js';
import { stripOf } from './parts/strip.js';
import { periodWords } from './words/calendar-words.js';

/**
 * Assembles an evidence packet. Pure: the same input gives the same document, byte for byte.
 * Throws USAGE where the note does not fit the first page.
 */
export function assemblePacket(input: PacketInput): PacketDocument {
  const facts = factsOf(input);
  const profile = profileRows(facts);
  const edition = editionOf(profile);
  const offer = offerOf(facts, edition);
  const page = firstPageOf(facts, edition);
  // Notes are numbered as they are cited, so what is printed first is assembled first.
  const claims = claimsOf(facts, edition, FIRST_PAGE_WORDS - firstPageWords({ ...page, claims: [] }));
  const incidents = incidentLines(facts);
  const actionItems = actionItemLines(facts);
  const evidence = evidenceGroups(facts);
  return {
    kind: 'packet',
    edition,
    language: 'en',
    title: `${facts.name}: incident work, ${page.period}`,
    ...page,
    claims,
    strip: stripOf(facts),
    lead: leadOf(facts, { edition, incidents: incidents.length, actionItems: actionItems.length }),
    ...(offer === undefined ? {} : { offer }),
    profile,
    incidents,
    actionItems,
    evidence,
    notRecorded: notRecorded(facts),
    methodology: methodology(facts),
    coverage: coverageLines(facts),
    index: facts.index.entries(),
    generated: generatedOf(input),
  };
}

function firstPageOf(facts: PacketFacts, edition: PacketDocument['edition']): Omit<FirstPage, 'claims'> {
  const { person } = facts.input.scorecard;
  const unlinked = unlinkedLine(facts);
  const period = periodWords(facts.period);
  return {
    person: { id: person.id, name: facts.name, linked: person.linked },
    period,
    maker: makerLine(facts),
    ...(unlinked === undefined ? {} : { unlinked }),
    paragraph: paragraphOf(facts),
    glance: glanceOf(facts),
    cannotShow: cannotShow(facts, edition),
    footer: `${facts.nameInText} · ${period}`,
  };
}

function generatedOf(input: PacketInput): PacketDocument['generated'] {
  const { scorecard, rubric } = input;
  return {
    at: input.now,
    asOf: scorecard.asOf,
    firstDay: scorecard.period.firstDay,
    lastDay: scorecard.period.lastDay,
    timeZone: scorecard.period.timeZone,
    rubric: { id: rubric.id, sha256: rubric.sha256 },
    ledger: input.ledgerDigest,
    version: input.version,
  };
}
