import { COVERAGE_KINDS, type CoverageKind } from '../../../domain/event.js';
import type { Coverage } from '../../../domain/incident-file.js';
import type { PacketDocument } from '../packet-document.js';
import type { PacketFacts } from '../packet-facts.js';
import { dayWords } from '../words/calendar-words.js';
import { shortened } from '../words/plain-text.js';
import { RECORD_NOUNS } from '../words/record-words.js';
import { systemName } from '../words/source-words.js';

/** Leave is used in judging and never printed. */
type PrintedKind = Exclude<CoverageKind, 'leave'>;

const PRINTED = COVERAGE_KINDS.filter((kind): kind is PrintedKind => kind !== 'leave');

const NOUNS: Readonly<Record<PrintedKind, string>> = {
  ...RECORD_NOUNS,
  'action-item': 'action item',
  'action-item-proof': 'proof that an action item was done',
  shift: 'on-call shift',
};

/** What each source that was read says it can record, kind by kind, and what none of them can have shown. */
export function coverageLines(facts: PacketFacts): PacketDocument['coverage'] {
  const { coverage } = facts.input.scorecard;
  return {
    sources: coverage.map((source) => ({
      source: nameOf(source),
      span: spanOf(source, facts.zone),
      records: wordsFor(PRINTED.filter((kind) => source.covers.includes(kind))) || 'none of it',
    })),
    none: wordsFor(PRINTED.filter((kind) => !coverage.some(({ covers }) => covers.includes(kind)))),
  };
}

/** The system, and what the organisation calls its account of it where that is another word. */
function nameOf({ system, connection }: Coverage): string {
  const name = shortened(systemName(system), 32);
  return connection === system ? name : `${name} (${shortened(connection, 32)})`;
}

function spanOf({ from, until }: Coverage, zone: string): string {
  const parts = [
    ...(from === undefined ? [] : [`from ${dayWords(from, zone)}`]),
    ...(until === undefined ? [] : [`up to ${dayWords(until, zone)}`]),
  ];
  return parts.join(' ');
}

function wordsFor(kinds: readonly PrintedKind[]): string {
  return kinds.map((kind) => NOUNS[kind]).join(', ');
}
