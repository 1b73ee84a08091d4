import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { COVERAGE_KINDS } from '../../../../src/domain/event.js';
import type { Person } from '../../../../src/domain/person.js';
import { Problem } from '../../../../src/domain/problem.js';
import { assemblePacket } from '../../../../src/reports/packet/assemble-packet.js';
import { FIRST_PAGE_WORDS, firstPageText, firstPageWords } from '../../../../src/reports/packet/first-page.js';
import { packetDocumentSchema } from '../../../../src/reports/packet/packet-document.js';
import type { PacketInput } from '../../../../src/reports/packet/packet-input.js';
import { isSayable } from '../../../../src/reports/packet/words/plain-text.js';
import { halfYear } from '../../../builders/half-year.js';
import { fourPages, HOSTILE_TEXTS, hostilePacket, unlinkedHandle } from '../../../builders/packet-editions.js';
import {
  actionItem,
  type ChanceShape,
  coverage,
  event,
  finding,
  incident,
  incidentFile,
  JONAS,
  MAREN,
  packetInput,
  person,
  scorecard,
} from '../../../builders/packet-input.js';

const full = assemblePacket(halfYear());
const four = assemblePacket(fourPages());
const handle = assemblePacket(unlinkedHandle());
const head = incident('inc-1', '2026-03-01T10:00:00.000Z');

/** A packet of one behaviour with so many met and not met. */
function withRate(met: number, notMet: number, more: Parameters<typeof finding>[2] = {}): PacketInput {
  const files = Array.from({ length: met + notMet }, (_, n) => {
    const of = incident(`inc-${String(n)}`, `2026-02-${String(1 + n).padStart(2, '0')}T10:00:00.000Z`);
    return incidentFile(of, [event(of, 'paged', 0, { subject: MAREN })]);
  });
  const chances = files.map((of, n): ChanceShape => ({ of, kinds: ['paged'], outcome: n < met ? 'met' : 'not-met' }));
  return packetInput({ scorecard: scorecard([finding('answers-pages', chances, more)]), files });
}

const withHandle = (connection: string, handle: string): Person => person({ handles: [{ connection, handle }] });

const claimTexts = (input: PacketInput): string[] => assemblePacket(input).claims.map(({ text }) => text);

describe('the edition', () => {
  it('is the profile where three rows carry a word', () => {
    expect(full.edition).toBe('profile');
  });

  it('is the record where fewer do', () => {
    const { scorecard: card } = halfYear();
    const findings = card.findings.map((each) =>
      each.behaviour === 'follows-through' ? { ...each, level: 'developing' as const } : each,
    );
    expect(assemblePacket(halfYear({ scorecard: { ...card, findings } })).edition).toBe('record');
  });

  it('of the record says exactly what is listed and what is left out, and offers a longer window', () => {
    expect(four.lead).toEqual([
      'This is the record edition. Instead of rates (there were too few occasions for them), the record itself is listed, from 1 January to 30 June 2026. Every incident in which the record (PagerDuty) has Maren Aaltonen acting or reached, and every action item that was theirs, stands here, one line each: 4 incidents. Left out are drills, tests and maintenance, causes that somebody declared, and what was done on colleagues’ action items.',
    ]);
    expect(four.offer?.command).toBe(
      // The 18 months up to the end of June 2026 begin with January 2025.
      'sevidence packet pagerduty:PMAREN --from 2025-01-01 --to 2026-06-30',
    );
  });

  it('of the profile offers nothing', () => {
    expect(full.offer).toBeUndefined();
  });

  it.each([
    ['the e-mail', person({ email: 'maren@example.com' }), 'maren@example.com'],
    ['the handle with its connection', person(), 'pagerduty:PMAREN'],
    ['a handle of several words, quoted', withHandle('servicenow', 'Resolved by 15'), '"servicenow:Resolved by 15"'],
    ['the id where there is neither', person({ handles: [] }), 'maren'],
    ['the id where a shell would read more', withHandle('pd', '$(rm -rf ~)"'), 'maren'],
    ['the id where a shell would read an option', person({ email: '--all' }), 'maren'],
    ['the id where a shell would go on with another line', withHandle('pd', 'a\nb'), 'maren'],
  ])('names the person in its command by %s', (_, who, word) => {
    const packet = assemblePacket(fourPages({ scorecard: scorecard([], { person: who }) }));
    expect(packet.offer?.command).toBe(`sevidence packet ${word} --from 2025-01-01 --to 2026-06-30`);
  });
});

describe('the record edition', () => {
  it('lists every incident that reached the person, one line each', () => {
    expect(four.incidents.map(({ reference }) => reference)).toEqual(['Q1AB0', 'Q1AB1', 'Q1AB2', 'Q1AB3']);
  });

  it('lists all of many', () => {
    expect(assemblePacket(unlinkedHandle(400)).incidents).toHaveLength(400);
  });

  it('says on the first page where the complete record begins', () => {
    expect(four.cannotShow[0]).toContain('The complete record begins on page 2.');
  });
});

describe('claims', () => {
  it('count first, and keep what they are out of', () => {
    expect(full.claims.map(({ text }) => text)).toEqual([
      'Answered 11 of 13 pages within the limit.',
      'Repaired checkout three times: INC-204, INC-216 and INC-234.',
      'Closed 4 of 5 accepted action items by the due date.',
      'Led two incidents, both of severity 1 or 2: INC-210 and INC-231.',
    ]);
  });

  it('are at most four', () => {
    expect(full.claims.length).toBeLessThanOrEqual(4);
  });

  it('lead each to records of the index', () => {
    const known = new Set(full.index.map(({ note }) => note));
    for (const { notes } of full.claims) {
      expect(notes.length).toBeGreaterThan(0);
      expect(notes.every((note) => known.has(note))).toBe(true);
    }
  });

  it('cite every chance a rate was counted from, the unmet ones too', () => {
    const [claim] = assemblePacket(withRate(4, 1)).claims;
    expect(claim?.notes).toEqual([1, 2, 3, 4, 5]);
  });

  it('make no rate of few, and say so among rates', () => {
    const { scorecard: card, files } = halfYear();
    // Without the leads and repairs there is room for the calls: 4 of 4.
    const plain = files.map((file) => ({
      ...file,
      events: file.events.filter(({ kind }) => kind !== 'role-assumed' && kind !== 'fix' && kind !== 'rollback'),
    }));
    expect(claimTexts(halfYear({ scorecard: card, files: plain }))).toContain(
      'Joined 4 of 4 incidents within the limit when called in; too few for a rate.',
    );
  });

  it('leave it to the foot of the page where there are no rates at all', () => {
    expect(claimTexts(withRate(3, 0))).toEqual(['Answered 3 of 3 pages within the limit.']);
    expect(assemblePacket(withRate(3, 0)).cannotShow[0]).toMatch(/^Rates: there were too few occasions for them\./u);
  });

  it('say page where there was one', () => {
    expect(claimTexts(withRate(1, 0))).toEqual(['Answered 1 of 1 page within the limit.']);
  });

  it('leave a rate under three in four to the profile', () => {
    expect(claimTexts(withRate(5, 6))).toEqual([]);
  });

  it('say nothing of a behaviour no source records', () => {
    expect(claimTexts(withRate(3, 0, { status: 'unseen' }))).toEqual([]);
  });

  it('tell how many of the met are the person’s own word alone', () => {
    const input = withRate(6, 0);
    const findings = input.scorecard.findings.map((each) => ({
      ...each,
      observations: each.observations.map((chance, n) => ({
        ...chance,
        tier: n < 2 ? ('self-reported' as const) : chance.tier,
      })),
    }));
    expect(claimTexts({ ...input, scorecard: { ...input.scorecard, findings } })).toEqual([
      'Answered 6 of 6 pages within the limit; 2 self-reported.',
    ]);
  });

  it('of deeds never stand on the person’s own word alone', () => {
    const fix = event(head, 'fix', 9, { actor: MAREN, url: 'https://git.example.com/pull/1', handKept: true });
    expect(claimTexts(packetInput({ files: [incidentFile(head, [fix])] }))).not.toContainEqual(
      expect.stringContaining('Repaired'),
    );
  });

  it('name several services by their number of incidents', () => {
    const files = ['search', 'rates'].map((service, n) => {
      const of = incident(`inc-${String(n)}`, '2026-03-01T10:00:00.000Z', { service });
      return incidentFile(of, [event(of, 'fix', 9, { actor: MAREN, url: 'https://git.example.com/pull/1' })]);
    });
    expect(claimTexts(packetInput({ files }))).toContain('Repaired two incidents: INC-0 and INC-1.');
  });

  it('do not quote a reference that holds a word the first page never says', () => {
    const of = incident('x', '2026-03-01T10:00:00.000Z', { reference: 'SCORE-12', service: 'failure-injection' });
    const files = [incidentFile(of, [event(of, 'fix', 9, { actor: MAREN, url: 'https://git.example.com/pull/1' })])];
    expect(claimTexts(packetInput({ files }))).toContain('Repaired one incident.');
  });

  it('do not say the same count twice', () => {
    expect(handle.claims.map(({ text }) => text)).toEqual(['Resolved 41 incidents.']);
  });
});

describe('the paragraph', () => {
  it('is composed from counts where no note was given', () => {
    expect(full.paragraph).toEqual({
      text: 'In these six months the record has Maren Aaltonen in 13 incidents, most often in checkout and tracking-api: leading two, contributing to ten and called or present in one. Six were of severity 1 or 2.',
      written: false,
    });
  });

  it('is the note, unchanged, where one was given', () => {
    const note = 'I took over checkout in January.\nIt had paged us every week.';
    expect(assemblePacket(halfYear({ note })).paragraph).toEqual({
      text: 'I took over checkout in January. It had paged us every week.',
      written: true,
    });
  });

  it('is never cut: a note over 80 words is refused with its length', () => {
    const note = 'word '.repeat(81);
    expect(() => assemblePacket(halfYear({ note }))).toThrow(Problem);
    expect(() => assemblePacket(halfYear({ note }))).toThrow('The note has 81 words');
  });

  it('says so where the record holds no incident', () => {
    expect(assemblePacket(packetInput()).paragraph.text).toBe(
      'In these six months the record names Maren Aaltonen in no incident.',
    );
  });
});

describe('participation at a glance', () => {
  it('counts incidents joined, pages answered of those that count, repairs, and items closed of those held', () => {
    // 13 pages less the two unanswered, one of which she led: 12 joined. One rollback and two fixes. Five of six items.
    expect(full.glance.map(({ label, words }) => [label, words])).toEqual([
      ['Incidents joined', '12'],
      ['Pages answered in time', '11 of 13'],
      ['Fixes and rollbacks', '3'],
      ['Action items closed', '5 of 6'],
    ]);
  });

  it('says that a count is not recorded rather than zero', () => {
    expect(handle.glance.map(({ recorded }) => recorded)).toEqual([true, false, false, false]);
    expect(handle.glance[1]?.words).toBe('not recorded');
  });

  it('names the records each count was taken from', () => {
    const cited = new Set(full.index.map(({ record }) => record));
    for (const { filled, recordIds } of full.glance) {
      expect(recordIds.length).toBeGreaterThanOrEqual(filled);
      expect(recordIds.every((record) => cited.has(record))).toBe(true);
    }
  });

  it('does not count an item decided against as closed', () => {
    const item = actionItem('a-1', '2026-02-01T09:00:00.000Z', {
      closedAt: '2026-03-01T09:00:00.000Z',
      resolution: 'wont-do',
    });
    expect(assemblePacket(packetInput({ files: [incidentFile(null, [], [item])] })).glance[3]?.words).toBe('0 of 1');
  });

  it('leaves out items that were closed before the period, and those of others', () => {
    const closed = actionItem('a-1', '2025-02-01T09:00:00.000Z', { closedAt: '2025-03-01T09:00:00.000Z' });
    const others = actionItem('a-2', '2026-02-01T09:00:00.000Z', { assignee: JONAS });
    const packet = assemblePacket(packetInput({ files: [incidentFile(null, [], [closed, others])] }));
    expect(packet.actionItems).toEqual([]);
  });
});

describe('incident lines', () => {
  it('leave out drills, incidents of others, and what happened outside the period', () => {
    const drill = incident('drill', '2026-03-01T10:00:00.000Z', { mode: 'drill' });
    const before = incident('before', '2025-03-01T10:00:00.000Z');
    const files = [drill, before].map((of) => incidentFile(of, [event(of, 'paged', 0, { subject: MAREN })]));
    const theirs = incidentFile(head, [event(head, 'paged', 0, { subject: JONAS })]);
    expect(assemblePacket(packetInput({ files: [...files, theirs] })).incidents).toEqual([]);
  });

  it('keep an incident declared before the period and worked on in it, at the beginning of the strip', () => {
    const of = incident('long', '2025-12-30T10:00:00.000Z');
    const packet = assemblePacket(
      packetInput({ files: [incidentFile(of, [event(of, 'fix', 60 * 24 * 4, { actor: MAREN })])] }),
    );
    expect(packet.incidents.map(({ date }) => date)).toEqual(['30 Dec 2025']);
    expect(packet.strip.marks[0]?.at).toBe(packet.strip.from);
  });

  it('stand in the order the incidents were declared, whatever the order of the files', () => {
    const input = halfYear();
    expect(assemblePacket({ ...input, files: [...input.files].reverse() }).incidents).toEqual(full.incidents);
  });

  it('carry a badge, also where it is the person’s own word', () => {
    const kept = event(head, 'joined', 3, { actor: MAREN, handKept: true });
    expect(assemblePacket(packetInput({ files: [incidentFile(head, [kept])] })).incidents[0]?.tier).toBe(
      'self-reported',
    );
  });

  it('do not repeat a reference that the title begins with', () => {
    expect(handle.incidents[0]).toMatchObject({ reference: 'INC0000045', title: 'Category 20, Subcategory 170' });
  });
});

describe('evidence rows', () => {
  it('show each chance with its words, and lead to its records', () => {
    const group = full.evidence.find(({ behaviour }) => behaviour === 'answers-pages');
    expect(group?.summary).toBe('11 of 13 occasions that count.');
    expect(group?.lines[5]).toMatchObject({
      reference: 'INC-219',
      outcome: 'not-met',
      words: 'No answer recorded; limit 10 min, in sleep hours.',
    });
  });

  it('name the action item rather than its incident', () => {
    const group = full.evidence.find(({ behaviour }) => behaviour === 'follows-through');
    expect(group?.lines.map(({ reference }) => reference)[0]).toBe('PAY-1207');
    expect(group?.summary).toBe('4 of 5 occasions that count; 1 more listed and not counted.');
  });

  it('leave out chances that fell into leave, which would say when somebody was away', () => {
    const file = incidentFile(head, [event(head, 'paged', 0, { subject: MAREN })]);
    const away: ChanceShape = { of: file, kinds: ['paged'], outcome: 'excluded', reason: 'on-leave' };
    const packet = assemblePacket(
      packetInput({ scorecard: scorecard([finding('answers-pages', [away])]), files: [file] }),
    );
    expect(packet.evidence).toEqual([]);
    expect(JSON.stringify(packet)).not.toContain('leave');
  });
});

describe('the record index', () => {
  it('numbers records from 1 without a gap, each once', () => {
    expect(full.index.map(({ note }) => note)).toEqual(full.index.map((_, n) => n + 1));
    expect(new Set(full.index.map(({ record }) => record)).size).toBe(full.index.length);
  });

  it('says what each record is and where it stands', () => {
    expect(full.index[0]).toMatchObject({ what: 'page', nativeId: 'INC-204-PAGED-1', file: 'incidents.ndjson' });
    expect(full.index[0]?.place).toMatch(/^line \d+$/u);
    expect(full.index[0]?.hash).toHaveLength(12);
  });

  it('keeps the folders of the machine that imported a file to itself', () => {
    const files = ['/home/maren/exports/incidents.ndjson', 'C:\\Users\\maren\\pages.json'].map((file, n) => {
      const of = incident(`inc-${String(n)}`, `2026-03-0${String(1 + n)}T10:00:00.000Z`);
      const evidence = {
        record: `r-${String(n)}`,
        connection: 'native',
        nativeId: 'e',
        file,
        sha256: '00',
        pointer: '/3',
      };
      return incidentFile(of, [event(of, 'note', 0, { actor: MAREN, evidence })]);
    });
    const index = assemblePacket(packetInput({ files })).index.filter(({ what }) => what === 'note');
    expect(index.map(({ file, place }) => [file, place])).toEqual([
      ['incidents.ndjson', '/3'],
      ['pages.json', '/3'],
    ]);
  });

  it('holds nothing that no line leads to', () => {
    const notes = [
      ...full.claims,
      ...full.incidents,
      ...full.actionItems,
      ...full.evidence.flatMap(({ lines }) => lines),
    ];
    const led = new Set(notes.flatMap((line) => line.notes));
    expect(full.index.every(({ note }) => led.has(note))).toBe(true);
  });

  it('names every act a shared record stands for', () => {
    expect(handle.index.find(({ nativeId }) => nativeId.endsWith('UPDATE'))?.what).toBe('assignment, resolution');
  });
});

describe('what was not recorded', () => {
  it('is said plainly for a ServiceNow audit log, each with what mends it', () => {
    expect(handle.notRecorded.map(({ what }) => what).slice(0, 5)).toEqual([
      'Pages: not recorded by the ServiceNow audit log.',
      'Calls for help: not recorded by the ServiceNow audit log.',
      'Everybody who joined: not recorded by the ServiceNow audit log.',
      'Diagnoses and fixes: not recorded by the ServiceNow audit log.',
      'Action items: not recorded by the ServiceNow audit log.',
    ]);
    expect(handle.notRecorded[0]?.mend).toContain('docs/sources/pagerduty.md');
  });

  it('is said on the first page too', () => {
    expect(handle.cannotShow.join(' ')).toContain(
      'The ServiceNow audit log does not record pages, calls for help, everybody who joined, diagnoses and fixes or action items',
    );
  });

  it('is nothing where the sources record everything', () => {
    expect(full.notRecorded).toEqual([]);
  });

  it('holds an assumed time zone, and how to give the right one', () => {
    expect(handle.notRecorded.at(-1)?.what).toContain('sleep hours and days were taken in');
  });
});

describe('how it was counted', () => {
  it('gives the lines of the rubric that was used, not those of another', () => {
    const rubric = { ...halfYear().rubric, minimumOpportunities: 7, intervalMass: 0.9 };
    const text = assemblePacket(halfYear({ rubric })).methodology.join(' ');
    expect(text).toContain('With fewer than seven occasions no rate is given.');
    expect(text).toContain('its equal-tailed 90 % range');
    expect(text).toContain(
      '“Consistently” is printed where the share lies at or above 75 % with a probability of at least 75 %',
    );
  });

  it('names the rubric, the ledger and the version it was made from', () => {
    expect(full.generated).toMatchObject({
      rubric: { id: 'v1', sha256: 'ab'.repeat(32) },
      ledger: 'd1'.repeat(32),
      version: '0.1.0',
      asOf: '2026-07-02T09:00:00.000Z',
    });
  });
});

describe('who made it, and about whom', () => {
  it('names the person and the systems read', () => {
    expect(full.maker).toBe('Prepared by Maren Aaltonen, from PagerDuty and tracker.');
  });

  it('names nobody where nobody said who prepares it', () => {
    expect(assemblePacket(halfYear({ preparedBy: undefined })).maker).toBe('Prepared from PagerDuty and tracker.');
  });

  it('says that somebody else made it', () => {
    expect(handle.maker).toBe('Prepared by Iris Okafor, not by Resolved by 15, from the ServiceNow audit log.');
  });

  it('says that a handle is nobody yet', () => {
    expect(handle.unlinked).toBe(
      '“Resolved by 15” is a handle in the ServiceNow audit log. Nobody has linked it to a person yet.',
    );
    expect(full.unlinked).toBeUndefined();
  });

  it('does not say that a handle prepared its own packet', () => {
    const own = unlinkedHandle(3, { preparedBy: { name: 'Resolved by 15', isSubject: true } });
    expect(assemblePacket(own).maker).toBe('Prepared from the ServiceNow audit log.');
  });

  it('keeps what follows a right-to-left name in its place', () => {
    const named = scorecard(halfYear().scorecard.findings, { person: person({ name: 'ليلى حداد' }) });
    const packet = assemblePacket(halfYear({ scorecard: named }));
    expect(packet.footer).toBe('\u2068ليلى حداد\u2069 · 1 January to 30 June 2026');
    expect(packet.person.name).toBe('ليلى حداد');
  });

  it('names no colleague', () => {
    expect(JSON.stringify(full).toLowerCase()).not.toContain(JONAS);
  });
});

describe('the first page', () => {
  const inputs: [string, PacketInput][] = [
    ['a full half year', halfYear()],
    ['four pages', fourPages()],
    ['an unlinked handle', unlinkedHandle()],
    ['an empty record', packetInput({ scorecard: scorecard([], { coverage: [] }) })],
    ['a note of 80 words', halfYear({ note: 'word '.repeat(80) })],
    ...HOSTILE_TEXTS.map((text): [string, PacketInput] => [`hostile text ${text.slice(0, 20)}`, hostilePacket(text)]),
  ];

  it.each(inputs)('of %s has at most 290 words and none of the unsaid', (_, input) => {
    const document = assemblePacket(input);
    expect(packetDocumentSchema.safeParse(document).success).toBe(true);
    expect(firstPageWords(document)).toBeLessThanOrEqual(FIRST_PAGE_WORDS);
    expect(isSayable(firstPageText(document))).toBe(true);
  });

  it('keeps to both whatever the incidents are called', () => {
    const word = fc.constantFrom(
      'failure',
      'score',
      'missed',
      'developing',
      'insufficient',
      'checkout',
      'a b c d e',
      'é',
    );
    const text = fc.array(word, { minLength: 1, maxLength: 30 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(text, text, text, (title, service, reference) => {
        const of = incident('inc', '2026-03-01T10:00:00.000Z', { title, service, reference });
        const acts = (['declared', 'joined', 'fix', 'resolved'] as const).map((kind, n) =>
          event(of, kind, n, { actor: MAREN, url: 'https://git.example.com/pull/1' }),
        );
        const input = packetInput({
          files: [incidentFile(of, acts)],
          scorecard: scorecard([], { coverage: [coverage(COVERAGE_KINDS)] }),
        });
        const document = assemblePacket(input);
        expect(firstPageWords(document)).toBeLessThanOrEqual(FIRST_PAGE_WORDS);
        expect(isSayable(firstPageText(document))).toBe(true);
      }),
    );
  });

  it('survives a name of any length', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 400 }), (name) => {
        const card = scorecard(halfYear().scorecard.findings, { person: person({ name }) });
        expect(firstPageWords(assemblePacket(halfYear({ scorecard: card })))).toBeLessThanOrEqual(FIRST_PAGE_WORDS);
      }),
      { numRuns: 50 },
    );
  });
});

describe('the words of the whole packet', () => {
  it.each([
    ['a full half year', full],
    ['four pages', four],
    ['an unlinked handle', handle],
  ])('judge nobody in %s', (_, document) => {
    // `status` is an enum for machines, and is not printed.
    const printed = JSON.stringify(document, (key, value: unknown) => (key === 'status' ? '' : value));
    expect(isSayable(printed)).toBe(true);
  });
});
