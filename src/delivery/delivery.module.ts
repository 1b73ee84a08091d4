import { Module } from '@nestjs/common';
import { ReportsModule } from '../reports/reports.module.js';
import { ScoringModule } from '../scoring/scoring.module.js';
import { ClockService } from './clock.service.js';
import { InputFilesService } from './input-files.service.js';
import { MappingFilesService } from './mapping-files.service.js';
import { ReviewService } from './review.service.js';

/** What both front doors need. */
@Module({
  imports: [ReportsModule, ScoringModule],
  providers: [ClockService, InputFilesService, MappingFilesService, ReviewService],
  exports: [ClockService, InputFilesService, MappingFilesService, ReportsModule, ReviewService, ScoringModule],
})
export class DeliveryModule {}
