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
import { ENCODINGS } from '../../sources/source.js';
import { ImportLimits } from '../archives/archive-limits.js';
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
    mode: z
      .enum(['strict', 'quarantine'])
      .default('strict')
      .describe('strict: any fault refuses everything. quarantine: rows at fault are set aside.'),
    mapping: z.string().min(1).optional().describe('The text of a mapping file, which reads every file.'),
    channels: z.string().min(1).optional().describe('Names of chat channels to read, with commas between them.'),
    includePrivate: flag.describe('Read incidents marked private as well.'),
    encoding: z.enum(ENCODINGS).optional().describe('How text without a byte order mark is written.'),
    strictHeaders: flag.describe('Refuse files with columns that the format does not know.'),
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
    mode: { type: 'string', enum: ['strict', 'quarantine'], default: 'strict' },
    mapping: { type: 'string' },
    channels: { type: 'string' },
    includePrivate: { type: 'boolean' },
    encoding: { type: 'string', enum: [...ENCODINGS] },
    strictHeaders: { type: 'boolean' },
  },
};

@Controller('imports')
export class ImportsController {
  constructor(
    private readonly imports: ImportService,
    private readonly inputs: InputFilesService,
    private readonly clock: ClockService,
    private readonly limits: ImportLimits,
  ) {}

  @Post()
  @UseInterceptors(FilesInterceptor('files'))
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: FORM })
  @ApiOperation({
    summary:
      'Import files, all of them or nothing: 201 when applied, 200 when there was nothing to apply or rows were set aside.',
  })
  async create(
    @UploadedFiles() uploads: Express.Multer.File[] | undefined,
    @Body() options: ImportOptionsDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ImportReport> {
    try {
      const report = await this.apply(uploads ?? [], options);
      response.status(report.applied && report.status === undefined ? 201 : 200);
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
    const { as, mapping, channels, ...rest } = options;
    const { source, encoding, includePrivate } = rest;
    const how = { source, limits: this.limits.uploaded, encoding, includePrivate };
    const files = (
      await Promise.all(uploads.map((upload) => this.inputs.openAll(upload.path, nameOf(upload), how)))
    ).flat();
    const asked = {
      ...rest,
      connection: as,
      atMost: this.limits.uploaded.atMost,
      channels: channels?.split(',').map((name) => name.trim()),
    };
    const mapped = mapping === undefined ? {} : { mapping: { name: 'mapping', text: mapping } };
    return this.imports.import({ ...asked, ...mapped, files, now: this.clock.now() });
  }
}

/** Multer reads the name as Latin-1; browsers and curl send UTF-8. */
function nameOf(upload: Express.Multer.File): string {
  return Buffer.from(upload.originalname, 'latin1').toString('utf8');
}
