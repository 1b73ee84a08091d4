/** Names that are of a function, not of somebody: equal ones say nothing. */
const GENERIC: ReadonlySet<string> = new Set([
  'admin',
  'administrator',
  'alerts',
  'anonymous',
  'api',
  'automation',
  'bot',
  'deleted user',
  'deploy',
  'dev',
  'engineering',
  'former user',
  'ghost',
  'github',
  'guest',
  'help',
  'info',
  'incident bot',
  'integration',
  'jira',
  'me',
  'monitoring',
  'no-reply',
  'noreply',
  'nobody',
  'on call',
  'on-call',
  'oncall',
  'operations',
  'operator',
  'ops',
  'pagerduty',
  'postmaster',
  'root',
  'security',
  'service',
  'slack',
  'slackbot',
  'sre',
  'support',
  'sysadmin',
  'system',
  'team',
  'test',
  'unknown',
  'unknown user',
  'user',
  'webhook',
]);

/** A name as it is compared with others: case, accents and spacing aside. Nothing else is forgiven. */
export function comparableName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .trim()
    .replace(/\s+/g, ' ')
    .toLowerCase();
}

/** Whether a comparable name may be anybody's, so that it never speaks for a link. */
export function isGeneric(comparable: string): boolean {
  return comparable.length < 2 || GENERIC.has(comparable);
}
