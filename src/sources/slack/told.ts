import type { ApiObject } from '../reading/api-objects.js';
import type { Fault } from '../reading/fault.js';
import type { SlackKind } from './slack-api.js';

/** Of channels that were not asked for; said in the same words by every file of an export, so that it is said once. */
export const LEFT_OUT: Fault = {
  code: 'CHANNEL_LEFT_OUT',
  message:
    'Messages of channels whose names do not speak of incidents were left out; --channels names those to read, such as ' +
    '--channels "inc-*".',
};

export const PRIVATE_LEFT_OUT: Fault = {
  code: 'PRIVATE_LEFT_OUT',
  message: 'Private channels were left out; --include-private reads them.',
};

/** What is neither read nor missed: canvases, lists, notes of whoever packed the export. */
export const FILE_LEFT_OUT: Fault = {
  code: 'SLACK_FILE_LEFT_OUT',
  message: 'Files of the export that hold neither people, channels nor messages were left out.',
};

/** Why an object is none of Slack's that are read here. */
export function refusalOf({ kind, pointer }: ApiObject<SlackKind>): Fault {
  if (kind === 'refusal') {
    return { code: 'RECORD_UNKNOWN', message: 'Slack answered with an error and no records; export the file again.' };
  }
  if (/\/members\/\d+$/.test(pointer)) {
    return {
      code: 'RECORD_UNKNOWN',
      scope: 'file',
      message: 'These are ids of members without their user records; save the answers of users.list instead.',
    };
  }
  return {
    code: 'RECORD_UNKNOWN',
    message: 'This is neither a user, a channel nor a message of Slack; remove it, or export the file again.',
  };
}
