import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { createZodDto, ZodResponse } from 'nestjs-zod';
import { z } from 'zod';
import { incidentSchema } from '../../domain/incident-file.js';
import { LedgerService } from '../../ledger/ledger.service.js';

class IncidentsQueryDto extends createZodDto(
  z.object({ limit: z.coerce.number().int().min(1).max(1000).default(100).describe('At most so many.') }),
) {}

class IncidentsDto extends createZodDto(z.object({ incidents: z.array(incidentSchema), more: z.boolean() })) {}

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
}
