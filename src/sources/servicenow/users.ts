import type { PersonRecord } from '../../domain/record.js';
import { isZone } from '../../domain/zone.js';
import { present } from '../reading/present.js';
import type { TableRow } from './table-row.js';

/** A row of `sys_user`; one that is inactive stays, since what they did stays. Undefined where nothing identifies it. */
export function personOf(row: TableRow): PersonRecord | undefined {
  const userName = row.text('user_name');
  const id = row.text('sys_id') ?? (userName === undefined ? undefined : `user:${userName}`);
  if (id === undefined) {
    row.faults.push({ field: 'sys_id', code: 'FIELD_MISSING', message: 'sys_id is missing; export users with it.' });
    return undefined;
  }
  const zone = row.value('time_zone') ?? row.shown('time_zone');
  const fullName = [row.text('first_name'), row.text('last_name')].filter((part) => part !== undefined).join(' ');
  return {
    type: 'person',
    id,
    name: row.text('name') ?? (fullName === '' ? (userName ?? id) : fullName),
    ...present({ email: row.text('email'), timeZone: zone !== undefined && isZone(zone) ? zone : undefined }),
    ...(isMachine(row) && { bot: true }),
  };
}

function isMachine(row: TableRow): boolean {
  if (row.text('user_name') === 'system') return true;
  return ['web_service_access_only', 'internal_integration_user'].some((field) =>
    /^true$/i.test(row.text(field) ?? ''),
  );
}
