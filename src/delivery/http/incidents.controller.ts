import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { createZodDto, ZodResponse } from 'nestjs-zod';
import { z } from 'zod';
import { incidentSchema } from '../../domain/incident-file.js';
import { LedgerService } from '../../ledger/ledger.service.js';
import type { Unresolved } from '../../ledger/reading/list-unresolved.js';

class IncidentsQueryDto extends createZodDto(
  z.object({ limit: z.coerce.number().int().min(1).max(1000).default(100).describe('At most so many.') }),
) {}

const incidentEntrySchema = incidentSchema.extend({
  systems: z.array(z.string()).readonly().describe('The sources its file was read from.'),
});

class IncidentsDto extends createZodDto(z.object({ incidents: z.array(incidentEntrySchema), more: z.boolean() })) {}

const recordNameSchema = z.object({ connection: z.string(), reference: z.string() });

class UnresolvedDto extends createZodDto(
  z.object({
    unresolved: z.array(
      recordNameSchema.extend({
        why: z.enum([
          'claimed-twice',
          'names-another-head',
          'without-head',
          'merged-in-a-circle',
          'merged-into-unknown',
          'item-claimed-twice',
          'unknown-incident',
        ]),
        kind: z.enum(['incident', 'pager', 'ticket', 'channel', 'change', 'action-item']),
        title: z.string().optional(),
        others: z.array(recordNameSchema).readonly(),
        names: z.array(z.string()).readonly(),
        count: z.number().optional(),
      }),
    ),
  }),
) {}

@Controller('incidents')
export class IncidentsController {
  constructor(private readonly ledger: LedgerService) {}

  @Get()
  @ApiOperation({ summary: 'Incidents, newest first.' })
  @ZodResponse({ type: IncidentsDto, status: 200 })
  async list(@Query() { limit }: IncidentsQueryDto): Promise<z.infer<(typeof IncidentsDto)['schema']>> {
    return this.ledger.read(async (snapshot) => {
      const incidents = [];
      for await (const incident of snapshot.incidents()) {
        if (incidents.length === limit) return { incidents, more: true };
        incidents.push(incident);
      }
      return { incidents, more: false };
    });
  }

  @Get('unresolved')
  @ApiOperation({ summary: 'What about incidents only a person can settle: claimed twice, without a head, unknown.' })
  @ZodResponse({ type: UnresolvedDto, status: 200 })
  async unresolved(): Promise<{ unresolved: Unresolved[] }> {
    return { unresolved: await this.ledger.read((snapshot) => snapshot.unresolved()) };
  }
}
