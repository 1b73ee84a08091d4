import { Controller, Get, Param, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiProduces } from '@nestjs/swagger';
import type { Response } from 'express';
import { createZodDto, ZodResponse } from 'nestjs-zod';
import { z } from 'zod';
import { personSchema } from '../../domain/person.js';
import { type Scorecard, scorecardSchema } from '../../domain/scorecard.js';
import type { PersonEntry } from '../../ledger/ledger-snapshot.js';
import { LedgerService } from '../../ledger/ledger.service.js';
import { PacketService } from '../../reports/packet/packet.service.js';
import { packetFileName } from '../file-names.js';
import { ReviewService } from '../review.service.js';

class PeriodQueryDto extends createZodDto(
  z.object({
    period: z.string().optional().describe('2026H1, 2026Q2, 2026 or 18mo. Absent: the last half-year that ended.'),
    from: z.string().optional().describe('First day, such as 2026-01-01; goes with `to`.'),
    to: z.string().optional().describe('Last day, included.'),
    asOf: z.string().optional().describe('Count only facts up to this day or instant. Absent: now.'),
  }),
) {}

class PacketQueryDto extends createZodDto(
  PeriodQueryDto.schema.extend({
    by: z
      .string()
      .optional()
      .describe('Who prepares it, by name or e-mail; the packet says so. Absent: it names nobody.'),
  }),
) {}

class PeopleDto extends createZodDto(
  z.object({
    people: z.array(
      z.object({
        person: personSchema,
        events: z.number().describe('Events that name them as actor or subject.'),
        actionItems: z.number(),
        ambiguousEmail: z.string().optional(),
        contradicted: z.boolean().optional(),
        locked: z.boolean().optional(),
      }),
    ),
  }),
) {}

class ScorecardDto extends createZodDto(scorecardSchema) {}

const PERSON = {
  name: 'id',
  description: 'A person by id, e-mail or handle; a handle not linked to a person is reported on by itself.',
};

@Controller('people')
export class PeopleController {
  constructor(
    private readonly ledger: LedgerService,
    private readonly reviews: ReviewService,
    private readonly packets: PacketService,
  ) {}

  @Get()
  @ApiOperation({ summary: 'People, and handles nobody has linked to a person yet.' })
  @ZodResponse({ type: PeopleDto, status: 200 })
  async list(): Promise<{ people: PersonEntry[] }> {
    return { people: await this.ledger.read((snapshot) => snapshot.people()) };
  }

  @Get(':id/scorecard')
  @ApiParam(PERSON)
  @ApiOperation({ summary: 'What the records say of one person in one period, with every chance and its records.' })
  @ZodResponse({ type: ScorecardDto, status: 200 })
  async scorecard(@Param('id') id: string, @Query() period: PeriodQueryDto): Promise<Scorecard> {
    return this.reviews.scorecard(id, period);
  }

  @Get(':id/packet.pdf')
  @ApiParam(PERSON)
  @ApiProduces('application/pdf')
  @ApiOperation({ summary: 'The evidence packet of one person in one period, as PDF.' })
  async packet(
    @Param('id') id: string,
    @Query() { by, ...period }: PacketQueryDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const document = await this.reviews.packet(id, { ...period, preparedBy: by });
    const pdf = await this.packets.pdf(document);
    response.attachment(packetFileName(document.person, 'pdf'));
    return new StreamableFile(pdf, { type: 'application/pdf' });
  }
}
