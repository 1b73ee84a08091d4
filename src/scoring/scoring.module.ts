import { Module } from '@nestjs/common';
import { RubricService } from './rubric.service.js';

@Module({ providers: [RubricService], exports: [RubricService] })
export class ScoringModule {}
