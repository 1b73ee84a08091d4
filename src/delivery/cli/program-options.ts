import { Option } from 'commander';

/** How a person is named on the command line. */
export const PERSON = 'an id, an e-mail, a handle of a source, or `me` (set SEVIDENCE_ME)';

export function formatOption(): Option {
  return new Option('--format <format>', 'text for reading, json for programs')
    .choices(['text', 'json'])
    .default('text');
}
