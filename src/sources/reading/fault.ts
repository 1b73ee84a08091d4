import type { Rejection } from '../../domain/problem.js';

/** Something wrong at a place of the file being read; the batch adds the file's name. */
export type Fault = Omit<Rejection, 'file'>;

/** Whether nothing after the fault can be trusted, so that a reader stops there. Any other fault is that of its row alone. */
export function endsFile(fault: Fault): boolean {
  return fault.scope === 'file';
}
