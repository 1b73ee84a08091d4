import type { CoverageKind } from '../../../domain/event.js';
import type { Coverage } from '../../../domain/incident-file.js';
import type { PacketDocument } from '../packet-document.js';
import type { PacketFacts } from '../packet-facts.js';
import { capitalised } from '../words/number-words.js';
import { covers } from '../words/source-words.js';

interface Need {
  /** Said only where this, which it hangs on, is recorded. */
  readonly given?: CoverageKind;
  /** Any of these would do. */
  readonly kinds: readonly CoverageKind[];
  readonly what: string;
  readonly mend: string;
}

/** What the built behaviours live on, and the page that tells how to get it. */
const NEEDS: readonly Need[] = [
  {
    kinds: ['paged'],
    what: 'pages',
    mend: 'Import PagerDuty incidents with their log entries: docs/sources/pagerduty.md.',
  },
  {
    kinds: ['acknowledged'],
    given: 'paged',
    what: 'answers to pages',
    mend: 'Import PagerDuty incidents with their log entries: docs/sources/pagerduty.md.',
  },
  {
    kinds: ['responder-added', 'escalated'],
    what: 'calls for help',
    mend: 'Import PagerDuty responder requests (docs/sources/pagerduty.md) or the incident channels of Slack (docs/sources/slack.md).',
  },
  {
    kinds: ['joined'],
    what: 'everybody who joined',
    mend: 'Import PagerDuty responder requests (docs/sources/pagerduty.md), or keep joins as native events (docs/sources/native.md).',
  },
  {
    kinds: ['diagnosis', 'mitigation', 'rollback', 'fix'],
    what: 'diagnoses and fixes',
    mend: 'Import the pull requests of GitHub (docs/sources/github.md), or keep native events with a link to the change or dashboard (docs/sources/native.md).',
  },
  {
    kinds: ['action-item'],
    what: 'action items',
    mend: 'Import them from Jira, GitHub or incident.io, or as native action items: docs/sources/ says how.',
  },
  {
    kinds: ['action-item-proof'],
    given: 'action-item',
    what: 'proof of closed action items',
    mend: 'Give action items an evidence link or a verifier: docs/sources/native.md.',
  },
];

/** What no system that was read could have recorded, in words, such as `pages`. */
export function unrecorded(coverage: readonly Coverage[]): string[] {
  return missing(coverage).map(({ what }) => what);
}

function missing(coverage: readonly Coverage[]): Need[] {
  return NEEDS.filter(
    ({ kinds, given }) => !covers(coverage, kinds) && (given === undefined || covers(coverage, [given])),
  );
}

/** What was not recorded, and the command or page that mends each. */
export function notRecorded(facts: PacketFacts): PacketDocument['notRecorded'] {
  const { person, coverage } = facts.input.scorecard;
  const lines = missing(coverage).map(({ what, mend }) => ({
    what: `${capitalised(what)}: ${facts.systems === '' ? 'no system was read that records them' : `not recorded by ${facts.systems}`}.`,
    mend,
  }));
  if (!person.linked) lines.push(handleLine(facts));
  if (!person.timeZoneRecorded) {
    lines.push({
      what: `The time zone of ${facts.nameInText}: sleep hours and days were taken in ${facts.zone}.`,
      mend: 'Give `timeZone` in a native person record: docs/sources/native.md.',
    });
  }
  return lines;
}

function handleLine({ nameInText, systems }: PacketFacts): PacketDocument['notRecorded'][number] {
  return {
    what: `Who ${nameInText} is: a handle in ${systems === '' ? 'the record' : systems}, linked to nobody. What this person did under other handles is not here.`,
    mend: 'Import a user record that gives the handle its e-mail, or say who it is: sevidence people link HANDLE PERSON.',
  };
}
