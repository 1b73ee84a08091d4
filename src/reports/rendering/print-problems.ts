import { Problem } from '../../domain/problem.js';

/** The deadline came first; it covers waiting for a page as well. */
export function tooLate(limitMs: number): Problem {
  const seconds = (limitMs / 1000).toString();
  return new Problem(
    'RENDER_UNAVAILABLE',
    `Printing took longer than ${seconds} s, waiting included. Try again later.`,
  );
}

/** Asked to print after `close()`. */
export function closedProblem(): Problem {
  return new Problem('RENDER_UNAVAILABLE', 'The printer is shutting down.');
}
