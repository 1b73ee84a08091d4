import { describe, expect, it } from '@jest/globals';
import { namedIn } from '../../../src/sources/reading/named-in.js';

describe('What a text names', () => {
  it('finds a key in a title, and writes it in capitals', () => {
    expect(namedIn('Raise the pool limit (INC-204)')).toEqual([{ system: '*', id: 'INC-204' }]);
    expect(namedIn('fix/inc-204-pool')).toEqual([{ system: '*', id: 'INC-204' }]);
  });

  it('finds a page, without the punctuation of its sentence', () => {
    expect(namedIn('See https://app.incident.io/acme/incidents/204).')).toEqual([
      { system: '*', url: 'https://app.incident.io/acme/incidents/204' },
    ]);
  });

  it('names each once, whatever it stands in, and takes no key out of a page', () => {
    expect(namedIn('INC-204', 'again inc-204', 'https://x.example/INC-9', undefined, null)).toEqual([
      { system: '*', id: 'INC-204' },
      { system: '*', url: 'https://x.example/INC-9' },
    ]);
  });

  it('takes neither a date nor a part of a longer word for a key', () => {
    expect(namedIn('on 2026-03-01, prod-2026-03-01, XINC-204b, a-1')).toEqual([]);
  });

  it('is quick about a text made to keep it busy', () => {
    const started = performance.now();
    expect(namedIn(`https://x.example/${')'.repeat(200_000)}a`)).toEqual([]);
    // Backtracking over each closing bracket would take minutes; generous, since machines are shared.
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
