import type { FormatOption, IdentityHandlers } from './identity-options.js';

import type { ImportMode, ImportReport } from '../../ledger/import-report.js';
import type { Encoding } from '../../sources/source.js';

export type { FormatOption };

/** What each command may be given: the options of the whole command line, once parsed. */
export interface CommandHandlers extends IdentityHandlers {
  readonly import: (files: string[], options: ImportOptions) => Promise<void>;
  readonly mapSuggest: (file: string) => Promise<void>;
  readonly importsList: (options: FormatOption) => Promise<void>;
  readonly importsShow: (id: string) => Promise<void>;
  readonly importsWithdraw: (id: string) => Promise<void>;
  readonly score: (person: string, options: ScoreOptions) => Promise<void>;
  readonly packet: (person: string, options: PacketOptions) => Promise<void>;
  readonly gaps: (person: string, options: GapsOptions) => Promise<void>;
  readonly digest: () => Promise<void>;
  readonly migrate: () => Promise<void>;
  readonly serve: (options: ServeOptions) => Promise<void>;
  readonly demo: (options: DemoOptions) => Promise<void>;
}

export interface ImportOptions extends FormatOption {
  readonly source: string;
  readonly map?: string;
  readonly mode?: ImportMode;
  readonly channels?: string[];
  readonly includePrivate?: boolean;
  readonly encoding?: Encoding;
  readonly strictHeaders?: boolean;
  readonly as?: string;
  readonly zone?: string;
  readonly replace?: boolean;
  readonly dryRun?: boolean;
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
  return [headline(report), ...lines, ...setAside(report)].join('\n');
}

function setAside({ quarantined = 0, applied, importId }: ImportReport): string[] {
  if (quarantined === 0) return [];
  const line = `  ${String(quarantined).padStart(7)} ${quarantined === 1 ? 'row' : 'rows'} set aside`;
  return applied ? [`${line}; sevidence imports show ${importId.slice(0, 8)} lists them`] : [line];
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
