import type { EventKind } from '../../domain/event.js';
import type { CanonicalRecord } from '../../domain/record.js';
import { type FieldFault, offer, quoted } from '../reading/field-faults.js';

interface Known {
  readonly detail: string;
  readonly words: readonly string[];
}

const ROLES: Known = {
  detail: 'role',
  words: ['commander', 'deputy', 'communications', 'scribe', 'liaison', 'responder', 'observer'],
};

/** Details that hold one of a few words, by kind of event. */
const DETAILS: Partial<Record<EventKind, Known>> = {
  paged: { detail: 'channel', words: ['push', 'sms', 'phone', 'chat', 'email'] },
  'role-assumed': ROLES,
  'role-released': ROLES,
  fix: { detail: 'class', words: ['mitigation', 'root-cause', 'preventive'] },
};

const FINE: readonly FieldFault[] = [];

/** A detail whose word the format does not know: other tools have more roles than this one, so it is kept, and said. */
export function oddWords(record: CanonicalRecord): readonly FieldFault[] {
  const known = record.type === 'event' ? DETAILS[record.kind] : undefined;
  if (known === undefined || record.type !== 'event') return FINE;
  const word = record.details?.[known.detail];
  if (word === undefined || known.words.some((one) => one === word)) return FINE;
  const half = `${quoted(word)}is not a word this field knows; it was kept, and stands for none of them; ${offer(word, known.words, 'they are')}`;
  return [{ field: `details.${known.detail}`, code: 'WORD_UNKNOWN', half }];
}
