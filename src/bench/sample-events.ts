import { createWriteStream } from 'node:fs';
import { once } from 'node:events';

const PEOPLE = 60;
const PEOPLE_AN_INCIDENT = 4;
const EVENTS_AN_INCIDENT = 10;
const KINDS = [
  'paged',
  'acknowledged',
  'joined',
  'note',
  'diagnosis',
  'mitigation',
  'status-update',
  'fix',
  'resolved',
  'closed',
];

/** Native events as lines, ten to an incident, with the incidents and people they name; the same for the same count. */
function* sampleLines(events: number): Iterable<string> {
  for (let person = 0; person < PEOPLE; person += 1) {
    yield JSON.stringify({
      type: 'person',
      id: `p${String(person)}`,
      name: `Person ${String(person)}`,
      email: `p${String(person)}@example.org`,
    });
  }
  for (let n = 0; n < events; n += 1) {
    const incident = Math.floor(n / EVENTS_AN_INCIDENT);
    const declaredAt = new Date(Date.UTC(2025, 0, 1) + incident * 600_000);
    if (n % EVENTS_AN_INCIDENT === 0) {
      yield JSON.stringify({
        type: 'incident',
        id: `INC-${String(incident)}`,
        title: `Checkout slow in region ${String(incident % 7)}`,
        severity: (incident % 5) + 1,
        declaredAt,
      });
    }
    yield eventLine(n, incident, declaredAt);
  }
}

function eventLine(n: number, incident: number, declaredAt: Date): string {
  const kind = KINDS[n % KINDS.length];
  const person = `p${String((incident * 7 + (n % PEOPLE_AN_INCIDENT)) % PEOPLE)}`;
  return JSON.stringify({
    type: 'event',
    id: `E-${String(n)}`,
    incident: `INC-${String(incident)}`,
    kind,
    at: new Date(declaredAt.getTime() + (n % EVENTS_AN_INCIDENT) * 60_000),
    ...(kind === 'paged'
      ? { subject: person, details: { channel: 'push', policyTimeoutSeconds: 300 } }
      : { actor: person }),
    url: `https://example.org/incidents/${String(incident)}/events/${String(n)}`,
    summary: 'What was seen, done or decided at that moment, in a sentence of ordinary length.',
    origin: { system: 'pagerduty', by: 'p1' },
  });
}

/** Writes the sample as NDJSON. */
export async function writeSample(path: string, events: number): Promise<void> {
  const file = createWriteStream(path);
  for (const line of sampleLines(events)) if (!file.write(`${line}\n`)) await once(file, 'drain');
  file.end();
  await once(file, 'finish');
}
