import { Injectable } from '@nestjs/common';
import { type Instant, instantOf } from '../domain/instant.js';

/** The one clock of the house, at its edge: everything inside takes `now` as an argument. */
@Injectable()
export class ClockService {
  now(): Instant {
    return instantOf(Date.now());
  }
}
