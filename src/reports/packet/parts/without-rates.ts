import type { PacketFacts } from '../packet-facts.js';

/** Why a packet leads with the record, as what follows a colon behind "rates": nothing to take a rate of, too little for any, or too little for most. */
export function withoutRates({ input: { scorecard } }: PacketFacts): string {
  const { findings } = scorecard;
  if (findings.every(({ opportunities }) => opportunities === 0)) return 'what was read holds no occasions for them';
  const isFew = findings.every(({ mean }) => mean === undefined);
  return isFew ? 'there were too few occasions for them' : 'there were too few occasions to settle most of them';
}
