import { Controller, Get } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { createZodDto, ZodResponse } from 'nestjs-zod';
import { z } from 'zod';
import { Problem } from '../../domain/problem.js';
import { LedgerService } from '../../ledger/ledger.service.js';
import { PdfPrinterService } from '../../reports/rendering/pdf-printer.service.js';
import { VERSION } from '../version.js';

class HealthDto extends createZodDto(
  z.object({
    status: z.literal('ok'),
    version: z.string(),
    ledger: z.object({ database: z.enum(['sqlite', 'postgres']) }),
    browser: z
      .object({ path: z.string().nullable(), version: z.string().nullable(), sandbox: z.boolean().nullable() })
      .describe('The browser that prints; null until the first PDF is asked for.'),
  }),
) {}

@Controller('health')
export class HealthController {
  constructor(
    private readonly ledger: LedgerService,
    private readonly printer: PdfPrinterService,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Whether the service can answer: the ledger is read, the browser is not started.' })
  @ZodResponse({ type: HealthDto, status: 200 })
  async health(): Promise<z.infer<(typeof HealthDto)['schema']>> {
    const { ok, database, detail } = await this.ledger.health();
    if (!ok) throw new Problem('STORE_NOT_READY', detail ?? 'The ledger is not ready.');
    const { browser, version, sandbox } = this.printer.health();
    return { status: 'ok', version: VERSION, ledger: { database }, browser: { path: browser, version, sandbox } };
  }
}
