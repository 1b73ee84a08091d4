/** The services of Fernweg, a parcel-tracking company, and the team that runs each. */
const TEAM_OF = {
  'tracking-api': 'tracking',
  'scan-ingest': 'tracking',
  notify: 'tracking',
  webhooks: 'tracking',
  search: 'tracking',
  'route-planner': 'delivery',
  'courier-app': 'delivery',
  eta: 'delivery',
  'locker-gateway': 'delivery',
  edge: 'platform',
  'event-bus': 'platform',
  identity: 'platform',
  'postgres-core': 'platform',
  deploy: 'platform',
};

export function teamOf(service) {
  const team = TEAM_OF[service];
  if (team === undefined) throw new Error(`Fernweg runs no service called "${service}".`);
  return team;
}

/** Minutes until an unanswered page goes to the second on call. */
export const policyMinutes = (severity) => ({ 1: 10, 2: 10, 3: 20 })[severity] ?? 60;
