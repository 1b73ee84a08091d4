import { pullUrl } from './links.mjs';
import { between } from './random.mjs';
import { isoOf, workday } from './timeline.mjs';

const HOUR = 3_600_000;

const join = (at, actor) => ({ kind: 'joined', at, actor });

/** An act with its text and, where the line has one, its link. */
const act = (kind) => (step) => [{ kind, at: step.at, actor: step.who, url: step.url, summary: step.text }];

/** Whoever acknowledges a page opens the incident's channel a little later, and the bot sees them join. */
function answered(step, incident) {
  const person = step.verb === 'pass' ? step.whom : step.who;
  if (step.reactedAt === undefined) return [];
  const at = step.reactedAt + between(`join ${step.seed}`, 15, 70) * 1000;
  return incident.inBot ? [join(at, person)] : [];
}

function fixed(step) {
  const details = { class: step.words[1], mergedAt: isoOf(step.at), changeUrl: step.url };
  const fix = {
    kind: 'fix',
    at: step.at,
    actor: step.who,
    url: step.url,
    summary: step.text,
    details,
    key: `fix-${String(step.index)}`,
  };
  if (step.options.ver === undefined) return [fix];
  const verifiedAt = workday(step.at, 2, `verify ${step.seed}`);
  return [
    fix,
    { kind: 'fix-verified', at: verifiedAt, actor: step.options.ver, url: step.url, details: { fix: fix.key } },
  ];
}

function causeDeclared(step, incident) {
  const changeUrl = pullUrl(incident.service, `cause ${incident.id}`);
  const details = { changeUrl, identifiedAt: isoOf(step.at) };
  return [{ kind: 'cause-declared', at: step.at, actor: step.who, url: changeUrl, summary: step.text, details }];
}

function rootCause(step, incident) {
  const recordedAt = step.at + 3 * HOUR;
  const accepted = { kind: 'root-cause-accepted', at: step.at, actor: step.who };
  const details = { factors: incident.factors };
  return [accepted, { kind: 'root-cause-recorded', at: recordedAt, actor: step.who, summary: step.text, details }];
}

function postmortem(step, incident) {
  const url = `https://docs.example.com/postmortems/${incident.id.toLowerCase()}`;
  const publishedAt = workday(step.at, 2, `publish ${step.seed}`);
  return [
    { kind: 'postmortem-drafted', at: step.at, actor: step.who, url },
    { kind: 'postmortem-published', at: publishedAt, actor: step.who, url },
  ];
}

/** What the incident bot writes down for each verb. What only the pager knows is not here. */
const WRITERS = {
  page: answered,
  escalate: answered,
  pass: answered,
  botmit: (step) => [{ kind: 'mitigation', at: step.at, actor: 'shepherd', summary: step.text }],
  declare: (step) => [join(step.at + 4_000, step.who)],
  join: (step) => [join(step.at, step.who)],
  left: (step) => [{ kind: 'left', at: step.at, actor: step.who }],
  call: (step) => [
    { kind: 'responder-added', at: step.at, actor: step.who, subject: step.whom, summary: step.text },
    ...(step.reactedAt === undefined ? [] : [join(step.reactedAt, step.whom)]),
  ],
  lead: (step) => [{ kind: 'role-assumed', at: step.at, subject: step.who, details: { role: 'commander' } }],
  watch: (step) => [{ kind: 'role-assumed', at: step.at, subject: step.who, details: { role: 'observer' } }],
  diag: act('diagnosis'),
  mit: act('mitigation'),
  rollback: act('rollback'),
  fix: fixed,
  hand: (step) => [
    { kind: 'handoff', at: step.at, actor: step.who, subject: step.whom, url: step.url, summary: step.text },
  ],
  note: (step, incident) => (incident.inPager ? [] : act('note')(step)),
  status: act('status-update'),
  customer: act('customer-update'),
  sev: ({ at, who, words, options }) => [
    {
      kind: 'severity-changed',
      at,
      actor: who,
      details: { from: Number(words[1]), to: Number(words[2]), approvedBy: options.appr },
    },
  ],
  resolve: (step) => [{ kind: 'resolved', at: step.at + 9_000, actor: step.who }],
  declarecause: causeDeclared,
  cause: rootCause,
  postmortem,
};

/** Everything the incident bot recorded of one incident, in time order. */
export function nativeEventsOf(incident) {
  const declared = {
    kind: 'declared',
    at: incident.declaredAt,
    actor: incident.steps.find((s) => s.verb === 'declare')?.who,
  };
  const written = incident.steps.flatMap((step) => {
    const writer = WRITERS[step.verb];
    if (writer === undefined) throw new Error(`${incident.id}: the incident bot knows no "${step.verb}".`);
    const confirmedBy = step.options.ok?.split(',');
    return writer(step, incident).map((event, i) => ({
      ...event,
      ...(i === 0 ? { confirmedBy } : {}),
      handKept: step.handKept,
    }));
  });
  const closed = { kind: 'closed', at: Math.max(incident.resolvedAt + 24 * HOUR, ...written.map((event) => event.at)) };
  const events = [declared, ...written, closed].sort((a, b) => a.at - b.at);
  const ids = new Map();
  events.forEach((event, i) => {
    event.id = `${incident.id}-${String(i + 1).padStart(2, '0')}`;
    if (event.key !== undefined) ids.set(event.key, event.id);
  });
  return events.map((event) =>
    event.details?.fix === undefined ? event : { ...event, details: { fix: ids.get(event.details.fix) } },
  );
}
