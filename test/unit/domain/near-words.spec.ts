import { describe, expect, it } from '@jest/globals';
import { editDistance, nearWords } from '../../../src/domain/near-words.js';

describe('near words', () => {
  it.each([
    ['sevrity', ['severity', 'title'], ['severity']],
    ['SEVERITY', ['severity', 'title'], ['severity']],
    // The beginning of both; the nearer of equals is the one that stands first.
    ['sev', ['severityLabel', 'severity'], ['severityLabel', 'severity']],
    // Three edits away.
    ['peoples', ['person'], []],
    // One edit is all that a short word is given: mode is two from note.
    ['note', ['mode'], []],
    ['noted', ['note'], ['note']],
    ['id', ['at', 'ids'], []],
  ])('of %s in %j are %j', (word, known, near) => {
    expect(nearWords(word, known)).toEqual(near);
  });

  it('are three at most', () => {
    expect(nearWords('postmortem', ['postmortem-a', 'postmortem-b', 'postmortem-c', 'postmortem-d'])).toHaveLength(3);
  });

  it('are counted in edits', () => {
    // k to s, e to i, and one g more.
    expect(editDistance('kitten', 'sitting')).toBe(3);
  });
});
