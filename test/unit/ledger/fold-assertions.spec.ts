import { describe, expect, test } from '@jest/globals';
import { type Assertion, foldAssertions } from '../../../src/ledger/importing/fold-assertions.js';

const said = (importNumber: number, body: object, n = 1): Assertion => ({
  importNumber,
  n,
  source: 'native',
  body: JSON.stringify(body),
  sourceImport: importNumber,
  sourceN: n,
});
const bodyOf = (type: string, ...assertions: Assertion[]): unknown => {
  const held = foldAssertions(type, assertions);
  return held === undefined ? undefined : JSON.parse(held.body);
};

describe('what holds of a record when only some imports are left', () => {
  test('is nothing when nobody asserts it', () => {
    expect(bodyOf('incident')).toBeUndefined();
  });

  test('is what the later import says where nothing else orders two versions', () => {
    expect(bodyOf('incident', said(2, { title: 'later' }), said(1, { title: 'earlier' }))).toEqual({ title: 'later' });
  });

  test('is the version of the later updatedAt, whichever import brought it', () => {
    const newer = { title: 'newer', updatedAt: '2026-02-02T00:00:00.000Z' };
    const older = { title: 'older', updatedAt: '2026-02-01T00:00:00.000Z' };
    expect(bodyOf('incident', said(1, newer), said(2, older))).toEqual(newer);
  });

  test('is read from where it stood first, when two imports say the same', () => {
    expect(foldAssertions('incident', [said(3, { title: 'x' }), said(1, { title: 'x' })])).toMatchObject({
      sourceImport: 1,
    });
  });

  test('is all that the declarations of a source cover together', () => {
    const covers = (...kinds: string[]): object => ({ covers: kinds });
    expect(bodyOf('source', said(1, covers('paged')), said(2, covers('joined')))).toEqual(covers('paged', 'joined'));
  });
});
