import type { CanonicalRecord } from '../../domain/record.js';
import type { FieldFault } from '../reading/field-faults.js';

/** A span that ends before it begins is no span: nothing could be made of it. */
export function backwardsFaults(record: CanonicalRecord): FieldFault[] {
  switch (record.type) {
    case 'source':
    case 'membership':
    case 'shift':
    case 'leave':
      return isBefore(record.until, record.from) ? [fault('until', 'from', 'exchange or correct them')] : [];
    default:
      return [];
  }
}

/** Instants that stand before the beginning of their incident or action item: kept as they are, and worth a look. */
export function oddTimes(record: CanonicalRecord): FieldFault[] {
  switch (record.type) {
    case 'incident': {
      const { declaredAt, mitigatedAt, resolvedAt, closedAt } = record;
      return early({ mitigatedAt, resolvedAt, closedAt }, 'declaredAt', declaredAt);
    }
    case 'action-item': {
      const { createdAt, acceptedAt, closedAt, verifiedAt } = record;
      return early({ acceptedAt, closedAt, verifiedAt }, 'createdAt', createdAt);
    }
    default:
      return [];
  }
}

function early(instants: Readonly<Record<string, string | undefined>>, name: string, start: string): FieldFault[] {
  return Object.entries(instants)
    .filter(([, instant]) => isBefore(instant, start))
    .map(([field]) => fault(field, name, 'it was kept as it is'));
}

/** Both are UTC text of one width, so they compare as text. */
function isBefore(instant: string | undefined, other: string | undefined): boolean {
  return instant !== undefined && other !== undefined && instant < other;
}

function fault(field: string, than: string, what: string): FieldFault {
  return { field, code: 'TIME_ORDER', half: `is before ${than}; ${what}` };
}
