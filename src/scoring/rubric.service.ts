import { readFileSync } from 'node:fs';
import { Injectable } from '@nestjs/common';
import { parseRubric, type Rubric } from './rubric.js';

/** The rubric that ships with the product, read once. */
@Injectable()
export class RubricService {
  private rubric: Rubric | undefined;

  /** The default rubric, `rubrics/v1.yaml` beside this file. */
  default(): Rubric {
    this.rubric ??= parseRubric(readFileSync(new URL('./rubrics/v1.yaml', import.meta.url), 'utf8'));
    return this.rubric;
  }
}
