import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  dayWords,
  dayWordsIn,
  durationWords,
  monthsOf,
  periodWords,
} from '../../../../src/reports/packet/words/calendar-words.js';
import { counted, listed, timesWord } from '../../../../src/reports/packet/words/number-words.js';
import { isSayable, plainLine, shortened } from '../../../../src/reports/packet/words/plain-text.js';
import {
  aboutWords,
  levelWord,
  likelyWords,
  ownViewWord,
  statusWords,
} from '../../../../src/reports/packet/words/rubric-words.js';
import { doNotRecord, systemsRead } from '../../../../src/reports/packet/words/source-words.js';
import { coverage, finding, shippedRubric } from '../../../builders/packet-input.js';

const rubric = shippedRubric();

describe('calendar words', () => {
  it.each([
    ['2026-01-01', '2026-06-30', '1 January to 30 June 2026'],
    ['2026-03-02', '2026-03-29', '2 to 29 March 2026'],
    ['2025-11-01', '2026-04-30', '1 November 2025 to 30 April 2026'],
    ['2026-05-01', '2026-05-01', '1 May 2026'],
  ])('the period %s to %s says each month and year once', (firstDay, lastDay, words) => {
    expect(periodWords({ firstDay, lastDay })).toBe(words);
  });

  it('a day is the day in the person’s zone', () => {
    // 23:30 UTC on 4 March is half past one on 5 March in Helsinki (UTC+2).
    expect(dayWords('2026-03-04T23:30:00.000Z', 'Europe/Helsinki')).toBe('5 Mar 2026');
  });

  it('the year is left out only where the reader knows it', () => {
    expect(dayWordsIn('2026-03-04', '2026')).toBe('4 Mar');
    expect(dayWordsIn('2027-03-04', '2026')).toBe('4 Mar 2027');
  });

  it.each([
    [0.5, '30 s'],
    [3, '3 min'],
    // 4 min 59.9 s is within a limit of 5 minutes, and must not read as 5.
    [4.999, '4 min'],
    [89, '89 min'],
    [90, '1 h 30 min'],
    [120, '2 h'],
    [3 * 1440 + 5, '3 days'],
  ])('%d minutes read as %s', (minutes, words) => {
    expect(durationWords(minutes)).toBe(words);
  });

  it('a half year is six months, and a day is one', () => {
    expect(monthsOf({ from: '2026-01-01T00:00:00.000Z', until: '2026-07-01T00:00:00.000Z' })).toBe(6);
    expect(monthsOf({ from: '2026-01-01T00:00:00.000Z', until: '2026-01-02T00:00:00.000Z' })).toBe(1);
  });
});

describe('number words', () => {
  it('one is singular and two are not', () => {
    expect([counted(1, 'page'), counted(2, 'page'), counted(0, 'page')]).toEqual(['1 page', '2 pages', '0 pages']);
  });

  it('a list reads like a sentence', () => {
    expect([listed(['a']), listed(['a', 'b']), listed(['a', 'b', 'c'], 'or')]).toEqual(['a', 'a and b', 'a, b or c']);
  });

  it('repetition has its own words', () => {
    expect([timesWord(1), timesWord(2), timesWord(3), timesWord(14)]).toEqual([
      'once',
      'twice',
      'three times',
      '14 times',
    ]);
  });
});

describe('the words of a rate', () => {
  it('the interval is said in tenths: 11 of 13 is .685 to .936, so between 7 and 9', () => {
    expect(likelyWords(rubric, [0.685, 0.936])).toBe('likely between 7 and 9 in 10');
  });

  it('an interval that rounds to one tenth is said as one number', () => {
    expect(likelyWords(rubric, [0.967, 0.9997])).toBe('about 10 in 10');
  });

  it('a share is said in tenths', () => {
    expect(aboutWords(rubric, 0.78)).toBe('about 8 in 10');
  });

  it('the lowest level has no word for another reader', () => {
    expect(levelWord(rubric, { status: 'scored', level: 'developing' })).toBe('');
  });

  it('the lowest level has a word in the person’s own view, and the others keep theirs', () => {
    const words = (['developing', 'solid', 'exemplary'] as const).map((level) =>
      ownViewWord(rubric, { status: 'scored', level }),
    );
    expect(words).toEqual(['below the line this rubric draws at 3 in 4', 'consistently', 'nearly always']);
    expect(ownViewWord(rubric, { status: 'between', level: 'developing' })).toBe('');
  });

  it('the other levels carry the rubric’s labels', () => {
    expect(levelWord(rubric, { status: 'scored', level: 'solid' })).toBe('consistently');
    expect(levelWord(rubric, { status: 'scored', level: 'exemplary' })).toBe('nearly always');
  });

  it('a record that fits both sides of a line carries no word, and a share instead', () => {
    const between = finding('answers-pages', [], { status: 'between', mean: 0.72, opportunities: 8, met: 6 });
    expect(levelWord(rubric, between)).toBe('');
    expect(statusWords(rubric, between)).toBe('about 7 in 10');
  });

  it('no occasions at all are not called too few', () => {
    expect(statusWords(rubric, finding('answers-pages', []))).toBe('Did not come up in this period.');
  });

  it('what no source records is said to be not recorded', () => {
    expect(statusWords(rubric, finding('answers-pages', [], { status: 'unseen' }))).toBe(
      'Not recorded in the imported sources.',
    );
  });
});

describe('plain text', () => {
  it('loses control characters and direction overrides, and keeps every script', () => {
    expect(plainLine('a\u0000b\n\u202Ec\u202C  д 高 ش')).toBe('a b c д 高 ش');
  });

  it('is cut at a word where one ends nearby', () => {
    expect(shortened('Card payments time out behind the pool', 22)).toBe('Card payments time…');
  });

  it('is cut between letters a reader sees, never inside an emoji', () => {
    expect(shortened('👩‍🚒👩‍🚒👩‍🚒👩‍🚒', 3)).toBe('👩‍🚒👩‍🚒…');
  });

  it('never grows beyond its limit, whatever it is', () => {
    const letters = new Intl.Segmenter('en', { granularity: 'grapheme' });
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.integer({ min: 2, max: 60 }), (text, max) => {
        expect([...letters.segment(shortened(text, max))].length).toBeLessThanOrEqual(max);
      }),
    );
  });

  it.each(['Failure in checkout', 'SCORE-12', 'Alert missed at night', 'underscore'])(
    '"%s" may not stand on the first page',
    (text) => {
      expect(isSayable(text)).toBe(false);
    },
  );
});

describe('the systems read', () => {
  it('are named once each, the team’s own records last', () => {
    const read = [coverage([], 'native'), coverage([], 'servicenow-audit'), coverage([], 'pagerduty'), coverage([])];
    expect(systemsRead(read, ['native', 'pagerduty'])).toBe(
      'PagerDuty, the ServiceNow audit log and the team’s own records',
    );
  });

  it('are for native records the systems they come from', () => {
    expect(systemsRead([coverage([], 'native')], ['jira', 'incident-bot', 'jira'])).toBe('Jira and incident-bot');
  });

  it('are the team’s own records where native records name no system', () => {
    expect(systemsRead([coverage([], 'native')], [])).toBe('the team’s own records');
  });

  it('are none where nothing was read', () => {
    expect(systemsRead([], [])).toBe('');
  });

  it('are counted rather than listed where there are many', () => {
    const many = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((system) => coverage([], system));
    expect(systemsRead(many, [])).toBe('a, b, c, d and 3 others');
  });

  it('take the verb of their number', () => {
    expect(['Jira', 'Jira and Slack', 'the team’s own records'].map(doNotRecord)).toEqual([
      'does not record',
      'do not record',
      'do not hold',
    ]);
  });
});
