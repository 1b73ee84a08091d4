import { Injectable } from '@nestjs/common';
import { Problem, type Rejection } from '../../domain/problem.js';
import type { ImportMode, ImportReport } from '../../ledger/import-report.js';
import { ImportService } from '../../ledger/import.service.js';
import { ClockService } from '../clock.service.js';
import { describeFault } from '../faults.js';
import { describeImport, type ImportOptions } from './command-line.js';
import { ImportInputsService } from './import-inputs.service.js';
import { SessionService } from './session.service.js';

const WARNINGS_SHOWN = 20;

/** What the process ends with when an import was applied and rows were set aside. */
const EXIT_WITH_QUARANTINE = 4;

@Injectable()
export class ImportCommand {
  constructor(
    private readonly imports: ImportService,
    private readonly inputs: ImportInputsService,
    private readonly clock: ClockService,
    private readonly session: SessionService,
  ) {}

  async run(paths: string[], options: ImportOptions): Promise<void> {
    const json = options.format === 'json';
    const report = await this.apply(paths, options).catch((fault: unknown) => {
      if (json && fault instanceof Problem) this.session.print(JSON.stringify(refused(fault, options.mode), null, 2));
      throw fault;
    });
    this.session.print(json ? JSON.stringify(report, null, 2) : describeImport(report));
    if (report.status === 'applied_with_quarantine') this.session.endWith(EXIT_WITH_QUARANTINE);
    if (json) return;
    this.remark(report.rejected, 'set aside');
    this.remark(report.warnings, 'note');
  }

  private async apply(paths: string[], options: ImportOptions): Promise<ImportReport> {
    const request = await this.inputs.request(paths, options);
    this.session.progress('Reading ...');
    return this.imports.import({ ...request, now: this.clock.now() }).finally(() => {
      this.session.progress('');
    });
  }

  private remark(faults: readonly Rejection[], word: string): void {
    for (const fault of faults.slice(0, WARNINGS_SHOWN)) this.session.remark(`${word}: ${describeFault(fault)}`);
    const more = faults.length - WARNINGS_SHOWN;
    if (more > 0) this.session.remark(`${word}: and ${String(more)} more; --format json lists them.`);
  }
}

interface Refusal {
  readonly mode: ImportMode;
  readonly applied: false;
  readonly code: string;
  readonly detail: string;
  readonly rejected: readonly Rejection[];
}

/** A refusal in the shape of a report, for programs: nothing was applied, and why. */
function refused({ code, detail, rejections }: Problem, mode: ImportMode = 'strict'): Refusal {
  return { mode, applied: false, code, detail, rejected: rejections };
}
