import { pullUrl } from './links.mjs';
import { between } from './random.mjs';
import { isoOf, workday } from './timeline.mjs';

const DAY = 86_400_000;
const HOUR = 3_600_000;

const dayAfter = (ms, days) => isoOf(ms + days * DAY).slice(0, 10);

/** What proves the item done: a merged change, or a page for what is not code. */
function proofOf(item, incident, kind) {
  if (item.options.proof === 'none') return undefined;
  if (kind === 'process') return `https://docs.example.com/action-items/${item.id.toLowerCase()}`;
  return pullUrl(incident.service, `item ${item.id}`);
}

function recordOf(item, incident, times) {
  const [assignee, kind, due] = item.words;
  const { createdAt, acceptedAt, closedAt, verifiedAt } = times;
  const resolution = item.options.wontdo === undefined ? 'done' : 'wont-do';
  return {
    type: 'action-item',
    id: item.id,
    title: item.text,
    incident: incident.id,
    createdAt: isoOf(createdAt),
    createdBy: item.options.from ?? incident.lead,
    assignee,
    class: kind,
    priority: incident.finalSeverity <= 2 ? 'high' : 'normal',
    acceptedAt: isoOf(acceptedAt),
    dueAt: dayAfter(createdAt, Number(item.options.moved ?? due)),
    ...(closedAt === undefined
      ? {}
      : {
          closedAt: isoOf(closedAt),
          closedBy: assignee,
          resolution,
          resolutionApprovedBy: item.options.wontdo,
          evidenceUrl: resolution === 'done' ? proofOf(item, incident, kind) : undefined,
        }),
    ...(verifiedAt === undefined ? {} : { verifiedBy: item.options.ver, verifiedAt: isoOf(verifiedAt) }),
    url: `https://tracker.example.com/browse/${item.id}`,
    externalRef: item.id,
  };
}

function eventsOf(item, record, times) {
  const [assignee, , due] = item.words;
  const { createdAt, acceptedAt, closedAt, verifiedAt } = times;
  const events = [
    { kind: 'assigned', at: createdAt + 60_000, actor: record.createdBy, subject: assignee },
    { kind: 'accepted', at: acceptedAt, actor: assignee },
  ];
  if (item.options.moved !== undefined) {
    const details = { from: dayAfter(createdAt, Number(due)), to: record.dueAt, approvedBy: item.options.appr };
    const movedAt = workday(createdAt, Number(due) - 4, `moved ${item.id}`);
    events.push({ kind: 'due-moved', at: movedAt, actor: assignee, details });
  }
  if (closedAt !== undefined) events.push({ kind: 'closed', at: closedAt, actor: assignee });
  if (verifiedAt !== undefined) events.push({ kind: 'verified', at: verifiedAt, actor: item.options.ver });
  return events.map((event, i) => ({
    type: 'action-item-event',
    id: `${item.id}-${String(i + 1)}`,
    item: item.id,
    ...event,
    at: isoOf(event.at),
  }));
}

/** The action items of one incident with their history, keyed `FWT-` as in the tracker. */
export function actionItemRecordsOf(incident) {
  return incident.items.flatMap((line, index) => {
    const item = { ...line, id: `FWT-${String(incident.number * 10 - 1200 + index)}` };
    const createdAt = workday(incident.resolvedAt, 1, `create ${item.id}`);
    const closed = item.words[3];
    const closedAt = closed === '-' ? undefined : workday(createdAt, Number(closed), `close ${item.id}`);
    const times = {
      createdAt,
      acceptedAt: createdAt + between(`accept ${item.id}`, 1, 22) * HOUR,
      closedAt,
      verifiedAt: item.options.ver === undefined ? undefined : workday(closedAt, 1, `verify ${item.id}`),
    };
    const record = recordOf(item, incident, times);
    return [record, ...eventsOf(item, record, times)];
  });
}
