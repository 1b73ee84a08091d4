import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cssString, escapeXml, webAddress } from '../../../../src/reports/rendering/escaping.js';

describe('a text inside a style', () => {
  it('cannot end its string, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(/^(?:[\p{L}\p{N} ]|\\[0-9a-f]+ )*$/u.test(cssString(text).slice(1, -1))).toBe(true);
      }),
    );
  });

  it('keeps its letters, and gives every other sign by number', () => {
    // " is 22, } is 7d, < is 3c, / is 2f, > is 3e, \\ is 5c, and the apostrophe of O’Hara 2019.
    expect(cssString('"}</style>\\')).toBe('"\\22 \\7d \\3c \\2f style\\3e \\5c "');
    expect(cssString('O’Hara 高')).toBe('"O\\2019 Hara 高"');
  });

  it('gives a mark that turns the direction of a page by number', () => {
    expect(cssString('\u2068a\u202e')).toBe('"\\2068 a\\202e "');
  });
});

describe('a text inside XML', () => {
  it('cannot end its element or its attribute', () => {
    expect(escapeXml('<b a="1">&</b>')).toBe('&lt;b a=&quot;1&quot;&gt;&amp;&lt;/b&gt;');
  });

  it('holds no character that XML cannot hold', () => {
    expect(escapeXml('a\u0000b\ud800c\tд')).toBe('a\ufffdb\ufffdc\tд');
  });
});

describe('a link', () => {
  it.each([
    ['https://example.com/a', 'https://example.com/a'],
    ['HTTP://example.com', 'HTTP://example.com'],
    ['javascript:alert(1)', undefined],
    ['data:text/html,x', undefined],
    ['//example.com', undefined],
    ['https://', undefined],
    ['https:// example.com', undefined],
    [' https://example.com', undefined],
    [undefined, undefined],
    [{ href: 'https://example.com' }, undefined],
  ])('of the address %j is %s', (url, link) => {
    expect(webAddress(url)).toBe(link);
  });
});
