import { Problem, type ProblemCode, type Rejection } from '../../domain/problem.js';
import type { LedgerLocation } from '../storage/database-url.js';
import type { ImportReport, ImportRequest } from '../import-report.js';
import type { StoredFile } from './stored-file.service.js';

/** What another thread is told to import: plain data, since nothing else can cross. */
export interface ImportOrder {
  readonly location: LedgerLocation;
  readonly request: Omit<ImportRequest, 'files'>;
  readonly files: readonly StoredFile[];
}

/** What it answers: the report, or why nothing was kept. */
export type ImportAnswer =
  | { readonly report: ImportReport }
  | { readonly code: ProblemCode; readonly detail: string; readonly rejections: readonly Rejection[] };

/** A problem as an answer. Any other error is a defect and is thrown as it is. */
export function answerOf(error: unknown): ImportAnswer {
  if (!(error instanceof Problem)) throw error;
  const { code, detail, rejections } = error;
  return { code, detail, rejections };
}

/** The report of an answer. Throws the problem it tells of. */
export function reportIn(answer: ImportAnswer): ImportReport {
  if ('report' in answer) return answer.report;
  throw new Problem(answer.code, answer.detail, answer.rejections);
}
