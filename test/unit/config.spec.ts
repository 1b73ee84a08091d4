import { describe, expect, it } from '@jest/globals';
import { readConfig } from '../../src/config.js';

describe('settings', () => {
  it('work without any: a SQLite file in the current folder, port 3000', () => {
    expect(readConfig({})).toMatchObject({ DATABASE_URL: 'sevidence.db', PORT: 3000, SEVIDENCE_MODE: 'single-user' });
  });

  it('are frozen once read', () => {
    expect(Object.isFrozen(readConfig({}))).toBe(true);
  });

  it.each([
    ['PORT', 'http'],
    ['PORT', '70000'],
    ['SEVIDENCE_MODE', 'everybody'],
    ['LOG_LEVEL', 'loud'],
    ['UPLOAD_LIMIT_MB', '-1'],
  ])('refuse %s=%s and name the variable', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(name);
  });

  it('never echo the value of a variable that cannot be right: it may be a secret', () => {
    expect(() => readConfig({ DATABASE_URL: '', PORT: 'postgres://u:secret@h/db' })).toThrow(
      expect.objectContaining({ detail: expect.not.stringContaining('secret') }),
    );
  });
});
