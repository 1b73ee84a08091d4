import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { ZodError } from 'zod';
import { RubricService } from '../../../src/scoring/rubric.service.js';
import { parseRubric } from '../../../src/scoring/rubric.js';
import { RUBRIC, RUBRIC_TEXT } from '../../builders/scoring.js';

describe('The rubric', () => {
  it('has the numbers of the worked example', () => {
    expect([RUBRIC.minimumOpportunities, RUBRIC.levels]).toEqual([
      5,
      {
        exemplary: { line: 0.9, confidence: 0.8, minimumOpportunities: 10 },
        solid: { line: 0.75, confidence: 0.75 },
        developing: { line: 0.75, confidence: 0.9 },
      },
    ]);
  });

  it('is known by the hash of its very bytes', () => {
    expect(RUBRIC.sha256).toBe(createHash('sha256').update(RUBRIC_TEXT).digest('hex'));
    expect(parseRubric(`${RUBRIC_TEXT}\n`).sha256).not.toBe(RUBRIC.sha256);
  });

  it('says nothing of failing or scoring to another reader', () => {
    const { levels, statuses, outcomes, tiers, proofs, interval } = RUBRIC.labels;
    const words = [levels, statuses, outcomes, tiers, proofs, RUBRIC.reasons, ...Object.values(RUBRIC.behaviours)];
    const printed = [interval, ...words.flatMap((one) => Object.values(one))].join(' ').toLowerCase();
    expect(printed).not.toMatch(/insufficient|developing|score|fail|missed|subject|finding/);
  });

  it.each([
    ['a missing number', (text: string) => text.replace(/^minimumOpportunities.*$/m, '')],
    ['a confidence beyond 1', (text: string) => text.replace('confidence: 0.8,', 'confidence: 1.8,')],
    ['a reason without words', (text: string) => text.replace(/^ {2}on-leave: .*$/m, '')],
    ['a setting nobody reads', (text: string) => `${text}\nbonus: 3\n`],
  ])('refuses %s', (_what, spoil) => {
    expect(() => parseRubric(spoil(RUBRIC_TEXT))).toThrow(ZodError);
  });

  it('is read once and shared', () => {
    const service = new RubricService();
    expect(service.default()).toBe(service.default());
    expect(service.default()).toEqual(RUBRIC);
  });
});
