import { between, code } from './random.mjs';

const GIT = 'https://git.example.com/fernweg';

const SITES = {
  d: 'https://grafana.example.com/d',
  q: 'https://logs.example.com/q',
  trace: 'https://traces.example.com',
  run: 'https://runbooks.example.com',
  doc: 'https://docs.example.com',
  status: 'https://status.example.com/posts',
};

/** A merged change of the service. The seed decides its number. */
export const pullUrl = (service, seed) => `${GIT}/${service}/pull/${String(between(`pull ${seed}`, 1100, 4999))}`;

/** The address behind `@pr`, `@commit` or `@d/board`, `@q/query`, `@trace/..`, `@run/..`, `@doc/..`, `@status/..`. */
export function urlOf(link, service, seed) {
  if (link === 'pr') return pullUrl(service, seed);
  if (link === 'commit') return `${GIT}/${service}/commit/${code(`commit ${seed}`, 12, '0123456789abcdef')}`;
  const slash = link.indexOf('/');
  const site = SITES[link.slice(0, slash)];
  if (site === undefined) throw new Error(`No site stands behind "@${link}".`);
  return `${site}${link.slice(slash)}`;
}
