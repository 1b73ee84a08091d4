/**
 * What people wrote down themselves, days later. These records have no origin, so they count as self-reported, and those
 * that a colleague confirmed as corroborated.
 */
const REMEMBERED = [
  {
    at: '2026-01-26T04:49:00.000Z',
    in: 'Parcel lockers in Leinster offline after a certificate change',
    kind: 'mitigation',
    actor: 'meabh',
    summary: 'Phoned the three depots so that couriers carried paper codes until the lockers were back.',
  },
  {
    at: '2026-03-10T12:31:00.000Z',
    in: 'Tracking dark for 47 minutes: the parcel table locked by a column change',
    kind: 'diagnosis',
    actor: 'nikos',
    url: 'https://grafana.example.com/d/tracking-read-path',
    confirmedBy: ['soren'],
    summary: 'Checked from three countries that look-ups answered again before the all-clear went out.',
  },
  {
    at: '2026-04-03T23:20:00.000Z',
    in: 'Easter volume fills the scan queue in ninety minutes',
    kind: 'note',
    actor: 'layla',
    summary: 'Kept the bus at half its retention overnight, on paper only. Put back at six.',
  },
];

const NOTES = [
  {
    person: 'daniel',
    at: '2026-06-28T15:10:00.000Z',
    text: 'I carry the second shift for platform, so few pages reach me. Most of my half year went into the outside probes.',
  },
  {
    person: 'amara',
    at: '2026-06-29T09:30:00.000Z',
    text: 'Joined on 4 May and shadowed two shifts before the first page on the 8th.',
  },
  {
    person: 'oksana',
    at: '2026-05-15T14:05:00.000Z',
    in: 'E-mails held as spam by one large mailbox provider',
    text: 'Handed over at the end of my day, with the next step written down. Søren needed nothing more from me.',
  },
];

function idOf(incidents, title) {
  const found = incidents.find((incident) => incident.title === title);
  if (found === undefined) throw new Error(`No incident is titled "${title}".`);
  return found.id;
}

/** Events and notes without an origin. */
export function handKept(incidents) {
  return [
    ...REMEMBERED.map(({ in: title, ...event }, i) => ({
      type: 'event',
      id: `hand-event-${String(i + 1)}`,
      incident: idOf(incidents, title),
      ...event,
    })),
    ...NOTES.map(({ in: title, ...note }, i) => ({
      type: 'note',
      id: `hand-note-${String(i + 1)}`,
      ...note,
      ...(title === undefined ? {} : { incident: idOf(incidents, title) }),
    })),
  ];
}
