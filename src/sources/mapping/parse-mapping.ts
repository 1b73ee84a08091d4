import { isMap, isPair, LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { Problem, type Rejection } from '../../domain/problem.js';
import { SOURCES } from '../index.js';
import { compileTables } from './compile-table.js';
import { compileDates } from './compile-dates.js';
import { ValueCompiler } from './compile-value.js';
import { dateReader } from './dates.js';
import { describePath, offered, type MappingFault, MappingFaults, type MappingPath } from './faults.js';
import type { Mapping } from './mapping.js';
import { SHIPPED_MAPPINGS } from './shipped-names.js';
import { KNOWN_MEMBERS, mappingShape, type WrittenMapping } from './mapping-shape.js';

const SLUG = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

const DEFAULT_MISSING: readonly (string | number)[] = [''];

interface Standing {
  /** Whether the file came with Sevidence, and so may bear the name of a source that did. */
  readonly isShipped: boolean;
}

/**
 * Reads a mapping file; `name` is what it is called in faults. Throws MAPPING_INVALID whose detail says what is wrong first,
 * and where and how to mend it; its rejections say it of every place.
 */
export function parseMapping(text: string, name: string, standing: Standing = { isShipped: false }): Mapping {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined) {
    const { line, col } = lines.linePos(error.pos[0]);
    const message = `This is not YAML from here on (${sentenceOf(error.message)}); mend it at this place.`;
    throw invalid(name, [{ file: name, line, column: col, code: 'MAPPING_INVALID', message }]);
  }
  const faults = new MappingFaults();
  const mapping = compile(plainOf(document, faults), faults, standing);
  if (mapping !== undefined && faults.all.length === 0) return mapping;
  const placed = faults.all.map((fault) => rejectionOf(fault, { name, line: lineOf(document, fault.path, lines) }));
  throw invalid(
    name,
    placed.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)),
  );
}

/** A document that repeats itself by aliases a hundred times over is no mapping. */
function plainOf(document: Document, faults: MappingFaults): unknown {
  try {
    return document.toJS() as unknown;
  } catch {
    faults.add([], 'refers to its own parts too often; write them out');
    return undefined;
  }
}

function compile(plain: unknown, faults: MappingFaults, standing: Standing): Mapping | undefined {
  if (faults.all.length > 0) return undefined;
  const read = mappingShape.safeParse(plain, { reportInput: true });
  if (!read.success) {
    for (const issue of read.error.issues) explain(issue, faults);
    return undefined;
  }
  const written = read.data;
  checkSource(written.source, faults, standing);
  const dates = written.date === undefined ? undefined : compileDates(written.date, ['date'], faults);
  const compiler = new ValueCompiler(faults, dates ?? dateReader(['iso'], undefined));
  return { ...namesOf(written), tables: compileTables(written, compiler) };
}

function namesOf(written: WrittenMapping): Omit<Mapping, 'tables'> {
  const { source, title, version, missing = DEFAULT_MISSING } = written;
  return {
    source,
    title,
    version,
    missing: new Set(missing.map((mark) => String(mark).trim())),
    jsonApi: written.document === 'json-api',
  };
}

function checkSource(source: string, faults: MappingFaults, { isShipped }: Standing): void {
  const taken = ['auto', ...SOURCES.map(({ id }) => id), ...(isShipped ? [] : SHIPPED_MAPPINGS)];
  if (!SLUG.test(source) || source.length > 40) {
    faults.add(['source'], 'must be a short name in small letters, digits and hyphens, such as sev-sheet');
  } else if (taken.includes(source)) {
    faults.add(['source'], `is the name of a source that Sevidence has; choose another, such as my-${source}`);
  }
}

function explain(issue: z.core.$ZodIssue, faults: MappingFaults): void {
  const path = issue.path.filter((part) => typeof part !== 'symbol');
  switch (issue.code) {
    case 'unrecognized_keys':
      for (const key of issue.keys) {
        faults.add([...path, key], `is nothing a mapping knows here; ${offered(key, knownAt(path))}`);
      }
      break;
    case 'invalid_value':
      faults.add(path, `is not a word that is known here; ${offered(String(issue.input), issue.values.map(String))}`);
      break;
    default:
      faults.add(path, halfOf(issue, path));
  }
}

function halfOf(issue: z.core.$ZodIssue, path: MappingPath): string {
  if (issue.code === 'invalid_type' && issue.input === undefined && path.length > 0) return 'is missing';
  if (path.length === 0) return 'must begin with source:, title:, version: and tables:';
  const member = String(path.at(-1));
  return (Object.hasOwn(WANTED, member) ? WANTED[member] : undefined) ?? 'is not what a mapping holds here';
}

const WANTED: Readonly<Record<string, string>> = {
  title: 'must be a text: what people call the tool',
  version: 'must be a whole number, 1 or more; raise it whenever the mapping reads the same file otherwise',
  tables: 'must be a list with at least one table',
  fields: 'must say where each field comes from, such as {id: Number, title: Summary}',
  recognise: 'must name the columns or members that every such row has',
  rows: 'must name the member that holds the list of rows',
  covers: 'must be a list of event kinds',
  missing: 'must be a list of texts, such as ["?", "N/A"]',
  also: 'must be a list of further records',
};

function knownAt(path: MappingPath): readonly string[] {
  if (path.length === 0) return KNOWN_MEMBERS.mapping;
  return path.includes('also') ? KNOWN_MEMBERS.output : KNOWN_MEMBERS.table;
}

/** The line of the deepest part of the path that is there: that of its key, where it has one. */
function lineOf(document: Document, path: MappingPath, lines: LineCounter): number {
  for (let length = path.length; length > 0; length -= 1) {
    const at = keyOffset(document, path.slice(0, length));
    if (at !== undefined) return lines.linePos(at).line;
  }
  return 1;
}

function keyOffset(document: Document, path: MappingPath): number | undefined {
  const holder = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  if (isMap(holder)) {
    const pair = holder.items.find((item) => isPair(item) && String(item.key) === String(path.at(-1)));
    return rangeStart(pair?.key);
  }
  return rangeStart(document.getIn(path, true));
}

function rangeStart(node: unknown): number | undefined {
  return (node as { range?: readonly number[] | null } | null | undefined)?.range?.[0];
}

function rejectionOf({ path, message }: MappingFault, { name, line }: { name: string; line: number }): Rejection {
  return { file: name, line, field: describePath(path), code: 'MAPPING_INVALID', message };
}

function invalid(name: string, rejections: readonly Rejection[]): Problem {
  const [first] = rejections;
  const more = rejections.length - 1;
  const where = first?.line === undefined ? name : `${name}, line ${String(first.line)}`;
  const also = more > 0 ? ` (${String(more)} more ${more === 1 ? 'mistake follows' : 'mistakes follow'}.)` : '';
  return new Problem('MAPPING_INVALID', `${where}: ${first?.message ?? 'This is no mapping.'}${also}`, rejections);
}

function sentenceOf(message: string): string {
  return (message.split('\n')[0] ?? '').replace(/ at line \d+.*$/, '').replace(/[.:]$/, '');
}
