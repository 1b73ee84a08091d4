import { describe, expect, it } from '@jest/globals';
import { findJsonFault } from '../../../src/sources/broken-json.js';
import { fileOf, textBytes } from './read-fixture.js';

describe('a file that no source recognises', () => {
  it('is said to be cut short, with the place, when it is half a JSON document', async () => {
    // The comma is the 22nd character; the text ends behind it.
    expect(await findJsonFault(fileOf('half.json', textBytes('{"things":[{"id":"a"},')))).toMatchObject({
      file: 'half.json',
      line: 1,
      column: 23,
      code: 'JSON_SYNTAX',
    });
  });

  it.each([
    ['whole JSON of another tool', '{"things":[]}'],
    ['text that never was JSON', 'Dear Sir or Madam'],
    ['nothing but white space', ' \n '],
  ])('has no JSON fault when it is %s', async (_what, text) => {
    expect(await findJsonFault(fileOf('other', textBytes(text)))).toBeUndefined();
  });
});
