import { Module } from '@nestjs/common';
import { ClockService } from './clock.service.js';
import { InputFilesService } from './input-files.service.js';
import { ReviewService } from './review.service.js';

/** What both front doors need. */
@Module({
  providers: [ClockService, InputFilesService, ReviewService],
  exports: [ClockService, InputFilesService, ReviewService],
})
export class DeliveryModule {}
