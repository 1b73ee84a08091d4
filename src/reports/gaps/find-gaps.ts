import type { ActionItem } from '../../domain/incident-file.js';
import { isProofMissing } from './unproved.js';
import type { PacketInput } from '../packet/packet-input.js';
import { factsOf, type PacketFacts, referenceOf } from '../packet/packet-facts.js';
import { notRecorded } from '../packet/parts/not-recorded.js';
import { covers, systemName } from '../packet/words/source-words.js';
import { listed } from '../packet/words/number-words.js';
import { plainLine, shortened } from '../packet/words/plain-text.js';
import { personWord, shellWord } from '../packet/words/shell-word.js';
import { type Gap, importCommand } from './gap.js';
import { holesIn } from './holes.js';

/** A handle that may be the person's, and why. */
export interface LikelyHandle {
  readonly connection: string;
  readonly handle: string;
  readonly reasons: readonly string[];
}

/**
 * What is missing from a person's record in the period and can be mended, most telling first: handles that may be theirs,
 * then items, incidents, exports, systems. Nothing here counts against anybody; it is what an export may have left out.
 */
export function findGaps(input: PacketInput, handles: readonly LikelyHandle[]): Gap[] {
  const facts = factsOf(input);
  return [
    ...handles.map((handle) => unlinkedHandle(handle, facts)),
    ...facts.items.flatMap(({ item, file, closing }) =>
      itemGaps(item, isProofMissing(item, closing, file, facts), facts),
    ),
    ...ledWithoutPostmortem(facts),
    ...holesIn(facts),
    ...notRead(facts),
    ...notRecorded(facts).map(({ what, mend }): Gap => ({
      kind: 'not-recorded',
      what,
      first: mend,
      command: 'sevidence import FILE',
      records: [],
    })),
  ];
}

function unlinkedHandle({ connection, handle, reasons }: LikelyHandle, { input, nameInText }: PacketFacts): Gap {
  const who = personWord(input.scorecard.person);
  const word = shellWord(handle);
  return {
    kind: 'handle-not-linked',
    what: `${shortened(connection, 32)}:${shortened(handle, 60)} may be ${nameInText}: ${listed([...reasons])}.`,
    command:
      word === undefined
        ? 'sevidence people suggest'
        : `sevidence people link ${word} ${who} --connection ${shellWord(connection) ?? 'CONNECTION'}`,
    records: [],
  };
}

function itemGaps(item: ActionItem, unproved: boolean, facts: PacketFacts): Gap[] {
  const name = `${shortened(item.reference, 24)} (${shortened(plainLine(item.title), 60)})`;
  const command = importCommand(item.evidence.connection);
  const records = [item.evidence.record];
  const gaps: Gap[] = [];
  if (unproved) {
    gaps.push({
      kind: 'item-without-proof',
      what: `Action item ${name} is closed, and nothing that was imported shows that it was done.`,
      first: 'Link the change in the item, or have a colleague verify it, and export it again.',
      command,
      records,
    });
  }
  if (item.dueAt === undefined && item.resolution === undefined && item.closedAt === undefined) {
    gaps.push({
      kind: 'item-without-due-date',
      what: `Action item ${name} has no due date, so it is no occasion for ${facts.nameInText}.`,
      first: 'Agree on a due date, enter it, and export the item again.',
      command,
      records,
    });
  }
  return gaps;
}

const POSTMORTEM = ['postmortem-drafted', 'postmortem-published'] as const;

function ledWithoutPostmortem(facts: PacketFacts): Gap[] {
  const led = facts.incidents.filter(
    ({ part, file }) => part === 'led' && !file.events.some(({ kind }) => POSTMORTEM.some((one) => one === kind)),
  );
  const couldBeRecorded = covers(facts.input.scorecard.coverage, POSTMORTEM);
  return led.map(({ incident }) => ({
    kind: 'led-without-postmortem',
    what: `${referenceOf(incident)} was led by ${facts.nameInText}, and no postmortem of it is recorded.`,
    first: couldBeRecorded
      ? 'Write it, or export the postmortem documents again.'
      : 'No system that was read holds postmortems: export them, or keep a native postmortem-published event (docs/sources/native.md).',
    command: importCommand(couldBeRecorded ? incident.connection : undefined),
    records: [incident.evidence.record],
  }));
}

/** Systems that incidents of the person name, and of which nothing belonging to them was read. */
function notRead(facts: PacketFacts): Gap[] {
  const named = new Map<string, string[]>();
  for (const { incident, file } of facts.incidents) {
    for (const system of file.notRead ?? []) {
      named.set(system, [...(named.get(system) ?? []), incident.evidence.record]);
    }
  }
  return [...named.keys()].sort().map((system) => ({
    kind: 'system-not-read',
    what: `${shortened(systemName(system), 32)} holds something of ${incidentsWords(named.get(system)?.length ?? 0)} of ${facts.nameInText}, and it was not read.`,
    first: `docs/sources/ says what to export.`,
    command: 'sevidence import FILE',
    records: named.get(system) ?? [],
  }));
}

function incidentsWords(n: number): string {
  return n === 1 ? 'one incident' : `${String(n)} incidents`;
}
