import { describe, expect, it } from '@jest/globals';
import { alignColumns, safeForTerminal } from '../../../src/delivery/terminal-text.js';

describe('text at the terminal door', () => {
  it.each([
    ['an escape sequence', '\u001B[31mred\u001B[0m', '[31mred[0m'],
    ['a bell and a backspace', 'ding\u0007\b', 'ding'],
    ['a C1 control', 'x\u009B2Jy', 'x2Jy'],
    ['a carriage return that would overwrite the line', 'harmless\rEVIL', 'harmlessEVIL'],
    ['a line break that would forge a second line', 'one\ntwo', 'one two'],
    ['a right-to-left override', 'abc\u202Ecba', 'abccba'],
  ])('takes out %s', (_what, text, shown) => {
    expect(safeForTerminal(text)).toBe(shown);
  });

  it('leaves names of every script alone', () => {
    const names = 'Zoë Müller, Ελένη, Олег, 山田太郎, فاطمة, अर्जुन';
    expect(safeForTerminal(names)).toBe(names);
  });

  it('pads columns by what a terminal shows: two cells for a wide character, none for a combining mark', () => {
    // 山田 is 4 cells wide, "abcd" 4, "e\u0301" 1: so both second columns start at cell 6.
    expect(
      alignColumns([
        ['山田', 'x'],
        ['abcd', 'y'],
        ['e\u0301', 'z'],
      ]),
    ).toBe('山田  x\nabcd  y\ne\u0301     z');
  });

  it('makes each cell safe before it is measured', () => {
    expect(alignColumns([['a\u001B[2J', 'b']])).toBe('a[2J  b');
  });
});
