import { type Members, unpackApi } from '../reading/api-objects.js';
import { readJsonItems } from '../reading/json-items.js';
import type { InputFile } from '../source.js';
import { INCIDENT_IO_API } from './answers.js';

/**
 * The incidents that the file says are private, wherever in it that stands, so that what belongs to them can be left out too.
 * Reads up to the first fault of the file, which is for its reader to tell.
 */
export async function privateIncidentsIn(file: InputFile): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for await (const items of readJsonItems(file.open(), INCIDENT_IO_API)) {
    if (!Array.isArray(items)) break;
    for (const item of items) {
      for (const { value } of unpackApi(item, INCIDENT_IO_API)) {
        for (const incident of [value, ...relatedTo(value)]) {
          if (incident['visibility'] === 'private' && typeof incident['id'] === 'string') found.add(incident['id']);
        }
      }
    }
  }
  return found;
}

/** The incidents an escalation is related to. */
function relatedTo(escalation: Members): Members[] {
  const related = escalation['related_incidents'];
  return Array.isArray(related) ? related.filter((one): one is Members => typeof one === 'object' && one !== null) : [];
}
