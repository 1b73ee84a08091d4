import type { EventKind } from '../../domain/event.js';
import type { Coverage, Incident, IncidentFile, RecordedEvent } from '../../domain/incident-file.js';
import type { PacketFacts } from '../packet/packet-facts.js';
import { dayWords } from '../packet/words/calendar-words.js';
import { shortened } from '../packet/words/plain-text.js';
import { systemName } from '../packet/words/source-words.js';
import { type Gap, importCommand } from './gap.js';

/** Where what was exported does not reach over the whole period, and pager incidents that came without their log. */
export function holesIn(facts: PacketFacts): Gap[] {
  return [...facts.input.scorecard.coverage.flatMap((source) => shortOf(source, facts)), ...withoutLog(facts)];
}

function shortOf(source: Coverage, { period, zone, input: { scorecard } }: PacketFacts): Gap[] {
  const end = scorecard.asOf < period.until ? scorecard.asOf : period.until;
  const gaps: Gap[] = [];
  const add = (what: string): void => {
    gaps.push({ kind: 'hole-in-export', what, command: importCommand(source.connection), records: [] });
  };
  const name = shortened(systemName(source.system), 32);
  if (source.from !== undefined && source.from > period.from) {
    add(`What was exported from ${name} begins on ${dayWords(source.from, zone)}, after the period does.`);
  }
  if (source.until !== undefined && source.until < end) {
    add(`What was exported from ${name} ends on ${dayWords(source.until, zone)}, before the period does.`);
  }
  return gaps;
}

/** One gap a connection of PagerDuty. */
function withoutLog({ incidents, nameInText }: PacketFacts): Gap[] {
  const bare = new Map<string, string[]>();
  for (const { incident, file } of incidents) {
    for (const connection of pagersWithoutLog(incident, file)) {
      bare.set(connection, [...(bare.get(connection) ?? []), incident.evidence.record]);
    }
  }
  return [...bare].map(([connection, records]) => ({
    kind: 'hole-in-export',
    what: `${records.length === 1 ? 'One PagerDuty incident' : `${String(records.length)} PagerDuty incidents`} of ${nameInText} came without a log, so who was paged and who answered is not recorded.`,
    first: 'Export them with their log entries: docs/sources/pagerduty.md.',
    command: importCommand(connection),
    records,
  }));
}

/** The connections of PagerDuty that the incident stands in, by its head or by a pager incident attached to it, without a log. */
function pagersWithoutLog(incident: Incident, { attachments, coverage, events }: IncidentFile): string[] {
  const pagers = coverage.filter(({ system }) => system === PAGERDUTY).map(({ connection }) => connection);
  const attached = attachments.length === 0 ? [] : pagers.filter((connection) => connection !== incident.connection);
  const all = incident.system === PAGERDUTY ? [incident.connection, ...attached] : attached;
  return [...new Set(all)].filter((connection) => !events.some((event) => isOfLog(event, incident, connection)));
}

const PAGERDUTY = 'pagerduty';

/**
 * Of the head's own connection an event read from another record than the incident's is one of its log. The record of an
 * attached incident is not in the file, so there the kind tells: whether the incident's record can say it by itself.
 */
function isOfLog(event: RecordedEvent, incident: Incident, connection: string): boolean {
  if (event.system !== PAGERDUTY) return false;
  if (connection === incident.connection) return event.evidence.sha256 !== incident.evidence.sha256;
  return event.evidence.connection === connection && !TOLD_WITHOUT_LOG.includes(event.kind);
}

const TOLD_WITHOUT_LOG: readonly EventKind[] = ['responder-added', 'joined', 'page-declined', 'merged'];
