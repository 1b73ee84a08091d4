/** Twelve engineers, one service account, three teams. `id` is how the stories call them. */
export const people = [
  { id: 'ines', name: 'Inês Carvalho', mail: 'ines.carvalho', zone: 'Europe/Lisbon', team: 'tracking' },
  { id: 'soren', name: 'Søren Østergård', mail: 'soren.ostergard', zone: 'Europe/Copenhagen', team: 'tracking' },
  { id: 'nikos', name: 'Νίκος Παπαδάκης', mail: 'nikos.papadakis', zone: 'Europe/Athens', team: 'tracking' },
  { id: 'oksana', name: 'Оксана Шевченко', mail: 'oksana.shevchenko', zone: 'Europe/Kyiv', team: 'tracking', fte: 0.6 },
  { id: 'siyuan', name: '王思远', mail: 'siyuan.wang', zone: 'Asia/Singapore', team: 'tracking' },
  {
    id: 'amara',
    name: 'Amara Okafor',
    mail: 'amara.okafor',
    zone: 'Africa/Lagos',
    team: 'tracking',
    since: '2026-05-04',
  },
  { id: 'priya', name: 'प्रिया देशपांडे', mail: 'priya.deshpande', zone: 'Asia/Kolkata', team: 'delivery' },
  { id: 'lukasz', name: 'Łukasz Wójcik', mail: 'lukasz.wojcik', zone: 'Europe/Warsaw', team: 'delivery' },
  {
    id: 'meabh',
    name: 'Méabh Ní Shúilleabháin',
    mail: 'meabh.nishuilleabhain',
    zone: 'Europe/Dublin',
    team: 'delivery',
  },
  { id: 'kenta', name: '高橋 健太', mail: 'kenta.takahashi', zone: 'Asia/Tokyo', team: 'platform' },
  { id: 'layla', name: 'ليلى حداد', mail: 'layla.haddad', zone: 'Asia/Dubai', team: 'platform' },
  { id: 'daniel', name: 'Daniel Reyes', mail: 'daniel.reyes', zone: 'America/Chicago', team: 'platform', fte: 0.8 },
];

/** Restarts what it can and closes what it restarted. It never counts. */
export const bot = { id: 'shepherd', name: 'Shepherd (auto-remediation)', mail: 'shepherd', zone: 'UTC', bot: true };

export const teams = [
  { id: 'tracking', name: 'Tracking', pagerduty: 'P3TRACK' },
  { id: 'delivery', name: 'Delivery', pagerduty: 'P3DELIV' },
  { id: 'platform', name: 'Platform', pagerduty: 'P3PLATF' },
];

/** Days away, both included. A fraction below one is a part of each day. */
export const leave = [
  { person: 'meabh', from: '2026-02-16', to: '2026-05-03' },
  { person: 'nikos', from: '2026-04-09', to: '2026-04-14' },
  { person: 'kenta', from: '2026-04-29', to: '2026-05-06' },
  { person: 'ines', from: '2026-05-18', to: '2026-05-24' },
  { person: 'layla', from: '2026-03-19', to: '2026-03-22' },
  { person: 'soren', from: '2026-06-13', to: '2026-06-21' },
  { person: 'priya', from: '2026-04-14', to: '2026-04-16', fraction: 0.5 },
];

/** Exact e-mail is all that links a PagerDuty user to a person of the incident bot. */
export const emailOf = (person) => `${person.mail}@fernweg.example`;

export const everybody = [...people, bot];

export function personById(id) {
  const found = everybody.find((person) => person.id === id);
  if (found === undefined) throw new Error(`Nobody at Fernweg is called "${id}".`);
  return found;
}

/** Whether the person is away the whole day, or has not joined yet. */
export function isAway(id, day) {
  const { since } = personById(id);
  if (since !== undefined && day < since) return true;
  return leave.some((l) => l.person === id && l.fraction === undefined && l.from <= day && day <= l.to);
}
