import { Controller, Delete, Get, Header, Param } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { ImportHistory, type PastImport } from '../../ledger/import-history.service.js';
import { ClockService } from '../clock.service.js';

@Controller('imports')
export class PastImportsController {
  constructor(
    private readonly imports: ImportHistory,
    private readonly clock: ClockService,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Every import, oldest first.' })
  async list(): Promise<{ imports: PastImport[] }> {
    return { imports: await this.imports.list() };
  }

  @Get(':id/quarantine')
  @Header('Content-Type', 'application/x-ndjson')
  @ApiOperation({ summary: 'The rows an import set aside, one JSON object a line.' })
  async quarantine(@Param('id') id: string): Promise<string> {
    const rows = await this.imports.quarantined(id);
    return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  }

  @Delete(':id')
  @ApiOperation({ summary: 'Takes back what only that import asserted.' })
  withdraw(@Param('id') id: string): Promise<PastImport> {
    return this.imports.withdraw(id, { by: 'HTTP', now: this.clock.now() });
  }
}
