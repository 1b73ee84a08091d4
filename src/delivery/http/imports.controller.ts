import { rm } from 'node:fs/promises';
import { Body, Controller, Post, Res, UploadedFiles, UseInterceptors } from '@nestjs/common';
import { FilesInterceptor } from '@nestjs/platform-express';
import { ApiBody, ApiConsumes, ApiOperation } from '@nestjs/swagger';
import type { Response } from 'express';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { Problem } from '../../domain/problem.js';
import type { ImportReport } from '../../ledger/import-report.js';
import { ImportService } from '../../ledger/import.service.js';
import { ClockService } from '../clock.service.js';
import { InputFilesService } from '../input-files.service.js';

const flag = z
  .enum(['true', 'false'])
  .default('false')
  .transform((text) => text === 'true');

class ImportOptionsDto extends createZodDto(
  z.object({
    source: z.string().default('auto').describe('A format, or auto to recognise each file from its content.'),
    as: z.string().min(1).optional().describe('What the organisation calls this account of the source.'),
    zone: z.string().optional().describe('The IANA zone of dates that carry none.'),
    replace: flag.describe('Import although the same files were imported before under other options.'),
    dryRun: flag.describe('Read, check and count, then keep nothing.'),
  }),
) {}

const FORM = {
  type: 'object',
  required: ['files'],
  properties: {
    files: { type: 'array', items: { type: 'string', format: 'binary' } },
    source: { type: 'string', default: 'auto' },
    as: { type: 'string' },
    zone: { type: 'string' },
    replace: { type: 'boolean' },
    dryRun: { type: 'boolean' },
  },
};

@Controller('imports')
export class ImportsController {
  constructor(
    private readonly imports: ImportService,
    private readonly inputs: InputFilesService,
    private readonly clock: ClockService,
  ) {}

  @Post()
  @UseInterceptors(FilesInterceptor('files'))
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: FORM })
  @ApiOperation({
    summary: 'Import files, all of them or nothing: 201 when applied, 200 when there was nothing to apply.',
  })
  async create(
    @UploadedFiles() uploads: Express.Multer.File[] | undefined,
    @Body() options: ImportOptionsDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ImportReport> {
    try {
      const report = await this.apply(uploads ?? [], options);
      response.status(report.applied ? 201 : 200);
      if (report.notApplied === 'already-imported') response.setHeader('Idempotent-Replayed', 'true');
      return report;
    } finally {
      await Promise.all((uploads ?? []).map((upload) => rm(upload.path, { force: true })));
    }
  }

  private async apply(uploads: Express.Multer.File[], options: ImportOptionsDto): Promise<ImportReport> {
    if (uploads.length === 0) {
      throw new Problem(
        'USAGE',
        'No file came with the request. Send multipart/form-data with one or more parts named "files".',
      );
    }
    const files = await Promise.all(uploads.map((upload) => this.inputs.open(upload.path, nameOf(upload))));
    const { as, ...rest } = options;
    return this.imports.import({ ...rest, files, connection: as, now: this.clock.now() });
  }
}

/** Multer reads the name as Latin-1; browsers and curl send UTF-8. */
function nameOf(upload: Express.Multer.File): string {
  return Buffer.from(upload.originalname, 'latin1').toString('utf8');
}
