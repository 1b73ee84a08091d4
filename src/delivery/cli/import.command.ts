import { Injectable } from '@nestjs/common';
import { Problem, type Rejection } from '../../domain/problem.js';
import { ImportService } from '../../ledger/import.service.js';
import { ClockService } from '../clock.service.js';
import { describeFault } from '../faults.js';
import { InputFilesService } from '../input-files.service.js';
import { describeImport, type ImportOptions } from './command-line.js';
import { SessionService } from './session.service.js';

const WARNINGS_SHOWN = 20;

@Injectable()
export class ImportCommand {
  constructor(
    private readonly imports: ImportService,
    private readonly inputs: InputFilesService,
    private readonly clock: ClockService,
    private readonly session: SessionService,
  ) {}

  async run(paths: string[], { as, zone, source, replace, dryRun, format }: ImportOptions): Promise<void> {
    const files = await Promise.all(paths.map((path) => this.inputs.open(path, path)));
    this.session.progress('Reading ...');
    const now = this.clock.now();
    const report = await this.imports
      .import({ files, source, connection: as, zone, replace, dryRun, now })
      .catch((fault: unknown) => {
        if (format === 'json' && fault instanceof Problem) this.session.print(JSON.stringify(refused(fault), null, 2));
        throw fault;
      })
      .finally(() => {
        this.session.progress('');
      });
    this.session.print(format === 'json' ? JSON.stringify(report, null, 2) : describeImport(report));
    if (format === 'json') return;
    for (const warning of report.warnings.slice(0, WARNINGS_SHOWN))
      this.session.remark(`note: ${describeFault(warning)}`);
    const more = report.warnings.length - WARNINGS_SHOWN;
    if (more > 0) this.session.remark(`note: and ${String(more)} more; --format json lists them all.`);
  }
}

interface Refusal {
  readonly mode: 'strict';
  readonly applied: false;
  readonly code: string;
  readonly detail: string;
  readonly rejected: readonly Rejection[];
}

/** A refusal in the shape of a report, for programs: nothing was applied, and why. */
function refused({ code, detail, rejections }: Problem): Refusal {
  return { mode: 'strict', applied: false, code, detail, rejected: rejections };
}
