import { bot, emailOf, everybody, personById, teams } from './people.mjs';
import { code } from './random.mjs';

const API = 'https://api.pagerduty.com';
const SITE = 'https://fernweg.pagerduty.example';

/** A PagerDuty reference, in the shape in which the API gives every object inside another. */
const reference = (kind, id, summary, path) => ({
  id,
  type: `${kind}_reference`,
  summary,
  self: `${API}/${path}/${id}`,
  html_url: `${SITE}/${path}/${id}`,
});

export const userIdOf = (person) => `P${code(`user ${person}`, 6)}`;

export const userRef = (person) => reference('user', userIdOf(person), personById(person).name, 'users');

export const botRef = () => reference('bot_user', userIdOf(bot.id), bot.name, 'users');

export const serviceRef = (service) =>
  reference('service', `P${code(`service ${service}`, 6)}`, service, 'service-directory');

export function teamRef(team) {
  const { pagerduty, name } = teams.find(({ id }) => id === team);
  return reference('team', pagerduty, name, 'teams');
}

export const policyRef = (team, minutes) =>
  reference(
    'escalation_policy',
    `P${code(`policy ${team} ${String(minutes)}`, 6)}`,
    `${team} after ${String(minutes)} min`,
    'escalation_policies',
  );

export const priorityRef = (severity) => ({
  ...reference('priority', `P${code(`priority ${String(severity)}`, 6)}`, `P${String(severity)}`, 'priorities'),
  name: `P${String(severity)}`,
});

export const incidentAddress = (id) => ({ self: `${API}/incidents/${id}`, html_url: `${SITE}/incidents/${id}` });

/** `GET /users?include[]=teams`, one page. */
export function usersPage() {
  const users = everybody.map((person) => ({
    ...userRef(person.id),
    type: 'user',
    name: person.name,
    email: emailOf(person),
    time_zone: person.zone,
    role: person.bot ? 'limited_user' : 'user',
    job_title: person.bot ? 'Service account' : 'Software engineer',
    teams: person.team === undefined ? [] : [teamRef(person.team)],
  }));
  return { users, limit: 100, offset: 0, more: false, total: null };
}
