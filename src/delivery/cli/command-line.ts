import type { ImportReport } from '../../ledger/import-report.js';

/** What each command may be given: the options of the whole command line, once parsed. */
export interface CommandHandlers {
  readonly import: (files: string[], options: ImportOptions) => Promise<void>;
  readonly peopleList: (options: FormatOption) => Promise<void>;
  readonly peopleLink: (handle: string, person: string, options: LinkOptions) => Promise<void>;
  readonly score: (person: string, options: ScoreOptions) => Promise<void>;
  readonly packet: (person: string, options: PacketOptions) => Promise<void>;
  readonly gaps: (person: string, options: GapsOptions) => Promise<void>;
  readonly digest: () => Promise<void>;
  readonly migrate: () => Promise<void>;
  readonly serve: (options: ServeOptions) => Promise<void>;
  readonly demo: (options: DemoOptions) => Promise<void>;
}

export interface FormatOption {
  readonly format: 'text' | 'json';
}

export interface ImportOptions extends FormatOption {
  readonly source: string;
  readonly as?: string;
  readonly zone?: string;
  readonly replace?: boolean;
  readonly dryRun?: boolean;
}

export interface LinkOptions {
  readonly connection?: string;
}

interface PeriodOptions {
  readonly period?: string;
  readonly from?: string;
  readonly to?: string;
  readonly asOf?: string;
}

export interface ScoreOptions extends PeriodOptions, FormatOption {
  /** The person asks about themselves, and is told what no other reader is. */
  readonly self?: boolean;
}

export type GapsOptions = PeriodOptions & FormatOption;

export interface PacketOptions extends PeriodOptions {
  readonly note?: string;
  readonly by?: string;
  /** The person asks for their own packet. */
  readonly self?: boolean;
  readonly out?: string;
  readonly format?: 'pdf' | 'html' | 'json';
}

export interface ServeOptions {
  readonly port?: string;
}

export interface DemoOptions {
  readonly out: string;
}

/** The demo's own ledger in its folder: made anew each time, so under a name nobody else's ledger has. */
export const DEMO_LEDGER = 'demo-ledger.db';

const COUNTED = {
  incidents: ['incident', 'incidents'],
  events: ['event', 'events'],
  people: ['user record', 'user records'],
  identities: ['handle', 'handles'],
  actionItems: ['action item', 'action items'],
  other: ['other record', 'other records'],
} as const;

/** The report of an import as lines a person reads. */
export function describeImport(report: ImportReport): string {
  const kinds = Object.keys(COUNTED) as (keyof typeof COUNTED)[];
  const lines = kinds.filter((kind) => report.counts[kind] > 0).map((kind) => countLine(report, kind));
  return [headline(report), ...lines].join('\n');
}

function countLine({ added, changed, unchanged }: ImportReport, kind: keyof typeof COUNTED): string {
  const [one, many] = COUNTED[kind];
  const words = added[kind] === 1 ? one : many;
  return `  ${String(added[kind]).padStart(7)} ${words} added, ${String(changed[kind])} changed, ${String(unchanged[kind])} unchanged`;
}

function headline(report: ImportReport): string {
  const from = `${report.source} as "${report.connection}"`;
  if (report.notApplied === 'already-imported') return `Already imported from ${from}: nothing changed.`;
  if (report.notApplied === 'dry-run') return `Checked ${from}, and kept nothing (dry run):`;
  return `Imported from ${from}:`;
}
