import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { EventRecord, IncidentRecord, UpdateRecord } from '../../../src/domain/record.js';
import { MAPPED_HISTORY } from '../../../src/sources/mapping/history.js';
import { mappingSource } from '../../../src/sources/mapping/mapping-source.js';
import { parseMapping } from '../../../src/sources/mapping/parse-mapping.js';
import { SERVICENOW_AUDIT } from '../../../src/sources/servicenow-audit/servicenow-audit.js';
import { fileOf, fixtureBytes, readAll, sampleBytes, samplesPresent, updatesIn } from './read-fixture.js';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const DESK = parseMapping(read('../../imports/ok/mapping/history.yaml'), 'history.yaml');
const docs = [...read('../../../docs/sources/mapping.md').matchAll(/```yaml\n([\s\S]*?)```/g)].map(
  ([, text = '']) => text,
);

async function deskUpdates(incident: string): Promise<UpdateRecord[]> {
  const result = await readAll(mappingSource(DESK), fileOf('history.csv', fixtureBytes('ok/mapping/history.csv')));
  expect([result.rejections, result.warnings]).toEqual([[], []]);
  return updatesIn(result).filter((update) => update.incident === incident);
}

const told = ({ kind, at, actor, subject, details = {} }: EventRecord): unknown[] => {
  const { update, ...rest } = details;
  return [kind, at, actor, subject, rest, update];
};

describe('a row that is one update', () => {
  it('is kept under the names every history has, known by incident, count and instant', async () => {
    const [first] = (await deskUpdates('T-1')).filter(({ seq }) => seq === 3);
    expect(first).toEqual({
      type: 'update',
      id: 'T-1/3/2026-03-01T11:00:00.000Z',
      incident: 'T-1',
      at: '2026-03-01T11:00:00.000Z',
      seq: 3,
      fields: {
        actor: 'Chi Okafor',
        assignee: 'Chi Okafor',
        commander: 'Bo Lindqvist',
        openedAt: '2026-03-01T09:58:00.000Z',
        openedBy: 'Ana Silva',
        severity: '2',
        severityLabel: 'High',
        state: 'resolved',
        team: 'Payments',
        title: 'Checkout down',
      },
    });
  });

  it('without a count is known by what it says, so that overlapping exports double nothing', async () => {
    const mapping = read('../../imports/ok/mapping/history.yaml').replace('      seq: Change\n', '');
    const source = mappingSource(parseMapping(mapping, 'm.yaml'));
    const bytes = fixtureBytes('ok/mapping/history.csv');
    const ids = updatesIn(await readAll(source, fileOf('history.csv', bytes))).map(({ id }) => id);
    expect(new Set(ids).size).toBe(8);
    expect(updatesIn(await readAll(source, fileOf('history.csv', bytes))).map(({ seq }) => seq)).toContain(-1);
    expect(updatesIn(await readAll(source, fileOf('again.csv', bytes))).map(({ id }) => id)).toEqual(ids);
  });
});

describe('events arise from what changed since the row before', () => {
  it('opening, assignment, severity, state, role, each end and each reopening, with the update that tells it', async () => {
    const events = MAPPED_HISTORY.eventsOf(await deskUpdates('T-1'));
    const at = (hour: string): string => `2026-03-01T${hour}:00.000Z`;
    expect(events.map(told)).toEqual([
      ['declared', at('09:58'), 'Ana Silva', undefined, {}, `T-1/0/${at('10:00')}`],
      // The first row has the tool's count 0, so its owner was assigned then.
      ['assigned', at('10:00'), 'Ana Silva', 'Bo Lindqvist', {}, `T-1/0/${at('10:00')}`],
      ['state-changed', at('10:10'), 'Bo Lindqvist', undefined, { from: 'New', to: 'Working' }, `T-1/1/${at('10:10')}`],
      ['assigned', at('10:20'), 'Chi Okafor', 'Chi Okafor', {}, `T-1/2/${at('10:20')}`],
      ['role-assumed', at('10:20'), 'Chi Okafor', 'Bo Lindqvist', { role: 'commander' }, `T-1/2/${at('10:20')}`],
      ['severity-changed', at('10:20'), 'Chi Okafor', undefined, { from: 4, to: 2 }, `T-1/2/${at('10:20')}`],
      [
        'state-changed',
        at('11:00'),
        'Chi Okafor',
        undefined,
        { from: 'Working', to: 'resolved' },
        `T-1/3/${at('11:00')}`,
      ],
      [
        'state-changed',
        at('12:00'),
        'Ana Silva',
        undefined,
        { from: 'resolved', to: 'Working' },
        `T-1/4/${at('12:00')}`,
      ],
      ['reopened', at('12:00'), 'Ana Silva', undefined, {}, `T-1/4/${at('12:00')}`],
      [
        'state-changed',
        at('13:00'),
        'Chi Okafor',
        undefined,
        { from: 'Working', to: 'resolved' },
        `T-1/5/${at('13:00')}`,
      ],
      [
        'state-changed',
        '2026-03-02T09:00:00.000Z',
        'Ana Silva',
        undefined,
        { from: 'resolved', to: 'closed' },
        'T-1/6/2026-03-02T09:00:00.000Z',
      ],
      ['resolved', at('11:00'), 'Chi Okafor', undefined, {}, `T-1/3/${at('11:00')}`],
      ['resolved', at('13:00'), 'Chi Okafor', undefined, {}, `T-1/5/${at('13:00')}`],
      ['closed', '2026-03-02T09:00:00.000Z', 'Ana Silva', undefined, {}, 'T-1/6/2026-03-02T09:00:00.000Z'],
    ]);
  });

  it('the head is what the latest row says, and ends when it last came to an end', async () => {
    expect(MAPPED_HISTORY.headOf(await deskUpdates('T-1'))).toEqual({
      type: 'incident',
      id: 'T-1',
      title: 'Checkout down again',
      declaredAt: '2026-03-01T09:58:00.000Z',
      severity: 2,
      severityLabel: 'High',
      team: 'Payments',
      resolvedAt: '2026-03-01T13:00:00.000Z',
      closedAt: '2026-03-02T09:00:00.000Z',
      updatedAt: '2026-03-02T09:00:00.000Z',
    });
  });

  it('one that was reopened and is still open has not ended', async () => {
    const open = (await deskUpdates('T-1')).filter(({ seq }) => seq <= 4);
    expect(MAPPED_HISTORY.headOf(open)).not.toHaveProperty('resolvedAt');
  });

  it('a log that begins in the middle assigns nobody by its first row', async () => {
    expect(MAPPED_HISTORY.eventsOf(await deskUpdates('T-2')).map(({ kind }) => kind)).toEqual(['declared']);
  });

  it("a log without the tool's own count assigns nobody by its first row", async () => {
    const uncounted = (await deskUpdates('T-1')).map((update) => ({ ...update, seq: -1 }));
    const assigned = MAPPED_HISTORY.eventsOf(uncounted).filter(({ kind }) => kind === 'assigned');
    expect(assigned.map(({ subject }) => subject)).toEqual(['Chi Okafor']);
  });

  it('the order of the rows does not matter', async () => {
    const updates = await deskUpdates('T-1');
    fc.assert(
      fc.property(fc.shuffledSubarray(updates, { minLength: updates.length }), (shuffled) => {
        expect(MAPPED_HISTORY.eventsOf(shuffled)).toEqual(MAPPED_HISTORY.eventsOf(updates));
        expect(MAPPED_HISTORY.headOf(shuffled)).toEqual(MAPPED_HISTORY.headOf(updates));
      }),
    );
  });
});

describe('the mapping of a ServiceNow audit log in the docs', () => {
  const byMapping = mappingSource(
    parseMapping(docs.find((text) => text.includes('sys_mod_count')) ?? '', 'mapping.md'),
  );

  interface Told {
    readonly events: EventRecord[];
    readonly heads: IncidentRecord[];
  }

  async function tell(source: typeof byMapping, name: string, bytes: Uint8Array): Promise<Told> {
    const result = await readAll(source, fileOf(name, bytes), { zone: 'UTC' });
    expect(result.rejections).toEqual([]);
    const updates = updatesIn(result);
    const histories = [...new Set(updates.map(({ incident }) => incident))].map((incident) =>
      updates.filter((update) => update.incident === incident),
    );
    return {
      events: histories.flatMap((history) => source.eventsOf?.(history) ?? []),
      heads: histories.flatMap((history) => source.headOf?.(history) ?? []),
    };
  }

  const FILES: readonly (readonly [string, () => Uint8Array])[] = [
    ['ok/servicenow-audit-slashes.csv', () => fixtureBytes('ok/servicenow-audit-slashes.csv')],
    ['ok/servicenow-audit-dashes.csv', () => fixtureBytes('ok/servicenow-audit-dashes.csv')],
    ...(samplesPresent
      ? [
          [
            'incident_event_log_first3000.csv',
            () => sampleBytes('servicenow_uci/incident_event_log_first3000.csv'),
          ] as const,
        ]
      : []),
  ];

  it.each(FILES)('tells the same of %s as the source written as code', async (name, bytes) => {
    const [mapped, coded] = [await tell(byMapping, name, bytes()), await tell(SERVICENOW_AUDIT, name, bytes())];
    expect(coded.events.length).toBeGreaterThan(0);
    expect(mapped).toEqual(coded);
  });
});

describe('docs/sources/mapping.md', () => {
  it.each(docs.map((text) => [/^source: (\S+)/.exec(text)?.[1] ?? text, text] as const))(
    'its mapping %s is one that can be used',
    (_, text) => {
      expect(parseMapping(text, 'mapping.md').tables.length).toBeGreaterThan(0);
    },
  );
});
