import { recordId } from '../record-id.js';

/** Ids are remembered up to so many of one type: files name the same incidents again soon or never. */
const MOST_REMEMBERED = 20_000;

/** The ids of incidents and action items that records stand in, made once for all records of one. */
export class ParentIds {
  private connection = '';
  private readonly byType = new Map<string, Map<string, string>>();

  readonly idOf = (connection: string, type: string, nativeId: string): string => {
    const known = this.known(connection, type);
    let id = known.get(nativeId);
    if (id === undefined) {
      if (known.size >= MOST_REMEMBERED) known.clear();
      id = recordId(connection, type, nativeId);
      known.set(nativeId, id);
    }
    return id;
  };

  private known(connection: string, type: string): Map<string, string> {
    if (connection !== this.connection) this.byType.clear();
    this.connection = connection;
    let known = this.byType.get(type);
    if (known === undefined) {
      known = new Map();
      this.byType.set(type, known);
    }
    return known;
  }
}
