import { type ApiShape, type Members, unpackApi } from '../reading/api-objects.js';
import { readJsonItems } from '../reading/json-items.js';
import { type JsonItem, NO_ENVELOPE } from '../reading/json-scanner.js';
import type { InputFile } from '../source.js';
import { joinIncluded } from './json-api.js';
import type { Mapping, Table } from './mapping.js';
import { hasMember, holds } from './members.js';
import type { RowPart } from './row.js';
import { unknownRow } from './unknown-row.js';

/** The rows of JSON documents: pages, bare objects, arrays of either, one document after another or one a line. */
export async function* readJsonRows(mapping: Mapping, file: InputFile): AsyncGenerator<RowPart[]> {
  const json = new JsonTables(mapping);
  // What a row names may stand anywhere in its document, so a JSON:API document is read whole.
  for await (const items of readJsonItems(file.open(), mapping.jsonApi ? NO_ENVELOPE : json.shape)) {
    yield Array.isArray(items) ? items.flatMap((item) => json.rows(item)) : [{ fault: items }];
  }
}

/** Whether a document, as far as a sample goes, holds a row that the mapping knows. */
export function knowsDocument(mapping: Mapping, document: unknown): boolean {
  return document !== undefined && new JsonTables(mapping).knows(document);
}

class JsonTables {
  readonly shape: ApiShape<string>;
  private readonly byName: ReadonlyMap<string, Table>;

  constructor(private readonly mapping: Mapping) {
    const tables = mapping.tables.filter(({ format }) => format === 'json');
    this.byName = new Map(tables.map((table) => [table.name, table]));
    this.shape = {
      lists: new Set(tables.flatMap(({ rows }) => rows)),
      singles: [],
      paging: new Set(PAGING),
      kindOf: (value) => tables.find((table) => this.isOf(value, table))?.name,
    };
  }

  rows(item: JsonItem): RowPart[] {
    if (item.fault !== undefined) return [{ fault: item.fault }];
    const parts = unpackApi(this.mapping.jsonApi ? joinIncluded(item) : item, this.shape);
    return parts.flatMap(({ kind, value, line, pointer }): RowPart[] => {
      const table = this.byName.get(kind);
      if (table !== undefined) return [{ table, value, place: { line, pointer, raw: JSON.stringify(value) } }];
      return kind === 'unknown' ? [{ fault: { line, pointer, ...unknownRow(this.mapping, 'json') } }] : [];
    });
  }

  knows(document: unknown): boolean {
    return unpackApi({ value: document, line: 1, pointer: '' }, this.shape).some(({ kind }) => this.byName.has(kind));
  }

  private isOf(value: Members, { recognise, where }: Table): boolean {
    return recognise.every((path) => hasMember(value, path)) && holds(where, { value }, this.mapping.missing);
  }
}

/** Members of a page beside its rows, in whatever API; a page that holds nothing else holds nothing. */
const PAGING = [
  ...['paging', 'pagination', 'meta', 'links', 'took', 'requestId', 'expandable', 'jsonapi', 'included'],
  ...[
    'count',
    'next',
    'previous',
    'current_page_number',
    'page_size',
    'total_pages',
    'total',
    'limit',
    'offset',
    'more',
  ],
];
