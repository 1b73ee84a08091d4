import { type Instant, instantOf } from '../../domain/instant.js';

/**
 * The instant of a Slack time: seconds since 1970 as a number or text, such as `1452988821.000002`. Six decimals make it
 * unique within a channel; what is finer than a millisecond is no time. Undefined where it is none, and for 0: not yet.
 */
export function slackInstant(time: string | number | null | undefined): Instant | undefined {
  const match = /^(\d{1,11})(?:\.(\d{1,6}))?$/.exec(String(time ?? ''));
  if (match === null) return undefined;
  const [, seconds, fraction = ''] = match;
  const ms = Number(seconds) * 1000 + Number(fraction.padEnd(3, '0').slice(0, 3));
  return ms === 0 ? undefined : instantOf(ms);
}
