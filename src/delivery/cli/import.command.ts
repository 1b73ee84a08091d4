import { Injectable } from '@nestjs/common';
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
    const report = await this.imports.import({
      files,
      source,
      connection: as,
      zone,
      replace,
      dryRun,
      now: this.clock.now(),
    });
    this.session.progress('');
    this.session.print(format === 'json' ? JSON.stringify(report, null, 2) : describeImport(report));
    if (format === 'json') return;
    for (const warning of report.warnings.slice(0, WARNINGS_SHOWN))
      this.session.remark(`note: ${describeFault(warning)}`);
    const more = report.warnings.length - WARNINGS_SHOWN;
    if (more > 0) this.session.remark(`note: and ${String(more)} more; --format json lists them all.`);
  }
}
