import type { Rejection } from '../../domain/problem.js';

/** Something wrong at a place of the file being read; the batch adds the file's name. */
export type Fault = Omit<Rejection, 'file'>;
