import { isAway, people } from './people.mjs';
import { isoOf } from './timeline.mjs';

const DAY = 86_400_000;
const FIRST = Date.parse('2025-12-31T08:00:00Z');
const LAST = Date.parse('2026-07-01T08:00:00Z');

/** Who takes weeks in turn. The stories win where somebody swapped. */
const PRIMARIES = {
  tracking: ['ines', 'soren', 'nikos', 'siyuan', 'oksana', 'amara'],
  delivery: ['lukasz', 'priya', 'meabh'],
  platform: ['kenta', 'layla'],
};
const SECONDARIES = {
  tracking: ['siyuan', 'oksana', 'ines', 'soren', 'nikos'],
  delivery: ['priya', 'meabh', 'lukasz'],
  platform: ['daniel', 'kenta', 'layla'],
};

/** The on-call day an instant belongs to: from 08:00 UTC to 08:00 UTC. */
const onCallDay = (ms) => Math.floor((ms - FIRST) / DAY);

function inTurn(order, week, day, taken) {
  for (let turn = 0; turn < order.length; turn += 1) {
    const person = order[(week + turn) % order.length];
    if (person !== taken && !isAway(person, day)) return person;
  }
  throw new Error(`Nobody can be on call on ${day}.`);
}

/** Who was paged first and second on each on-call day of a team, according to the stories. */
function swapsOf(team, incidents) {
  const swaps = new Map();
  for (const incident of incidents.filter((i) => i.team === team && i.inPager)) {
    const paged = incident.steps.filter((step) => step.verb === 'page' || step.verb === 'escalate');
    paged.slice(0, 2).forEach((step, i) => {
      const key = `${String(onCallDay(step.at))}/${String(i + 1)}`;
      const known = swaps.get(key);
      if (known !== undefined && known !== step.who) throw new Error(`${incident.id}: ${known} was on call that day.`);
      swaps.set(key, step.who);
    });
  }
  return swaps;
}

function daysOf(team, incidents) {
  const swaps = swapsOf(team, incidents);
  const days = [];
  for (let start = FIRST, i = 0; start < LAST; start += DAY, i += 1) {
    const day = isoOf(start).slice(0, 10);
    const week = Math.floor((i + 2) / 7);
    const backup = swaps.get(`${String(i)}/2`);
    const primary = swaps.get(`${String(i)}/1`) ?? inTurn(PRIMARIES[team], week, day, backup);
    days.push({ start, persons: [primary, backup ?? inTurn(SECONDARIES[team], week, day, primary)] });
  }
  return days;
}

/** Shifts as a schedule export holds them: one for each unbroken run of days, at most a week long. */
export function shiftsOf(incidents) {
  const shifts = [];
  for (const team of Object.keys(PRIMARIES)) {
    const days = daysOf(team, incidents);
    for (const level of [1, 2]) {
      const runs = [];
      for (const { start, persons } of days) {
        const last = runs.at(-1);
        const person = persons[level - 1];
        if (last?.person === person && last.until === start && start - last.from < 7 * DAY) last.until = start + DAY;
        else
          runs.push({
            person,
            from: start,
            until: start + DAY,
            level,
            schedule: `${team} ${level === 1 ? 'primary' : 'secondary'}`,
          });
      }
      shifts.push(...runs);
    }
  }
  const order = people.map((person) => person.id);
  return shifts.sort((a, b) => a.from - b.from || order.indexOf(a.person) - order.indexOf(b.person));
}
