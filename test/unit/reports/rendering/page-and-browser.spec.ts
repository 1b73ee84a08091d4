import { describe, expect, test } from '@jest/globals';
import {
  browserEnvironment,
  browserFlags,
  fontConfiguration,
} from '../../../../src/reports/rendering/browser-flags.js';
import { furnish } from '../../../../src/reports/rendering/page-furniture.js';
import { isInline, nameOfRequest } from '../../../../src/reports/rendering/page-requests.js';
import { withFixedDates } from '../../../../src/reports/rendering/pdf-dates.js';

describe('what the browser is told', () => {
  test('every door is shut: no script, no names, no network, loopback included', () => {
    expect(browserFlags(true)).toEqual(
      expect.arrayContaining([
        '--blink-settings=scriptEnabled=false',
        '--proxy-server=http://127.0.0.1:9',
        '--proxy-bypass-list=<-loopback>',
        '--host-resolver-rules=MAP * ~NOTFOUND',
      ]),
    );
  });

  test('no flag weakens the browser', () => {
    const weak = /web-security|single-process|allow-file-access|site-isolation|insecure|remote-debugging-port/;
    expect(browserFlags(false).filter((flag) => weak.test(flag))).toEqual([]);
  });

  test('the sandbox is given up only when asked', () => {
    expect(browserFlags(true)).not.toContain('--no-sandbox');
    expect(browserFlags(false)).toContain('--no-sandbox');
  });

  test('no secret of ours reaches it, and its files go into its own folder', () => {
    const ours = {
      PATH: '/bin',
      LANG: 'C',
      DATABASE_URL: 'postgres://secret',
      PAGERDUTY_TOKEN: 'secret',
      HOME: '/home/a',
    };
    const theirs = browserEnvironment(ours, '/scratch');
    expect(JSON.stringify(theirs)).not.toContain('secret');
    expect(theirs).toMatchObject({ PATH: '/bin', LANG: 'C', HOME: '/scratch', TMPDIR: '/scratch' });
  });

  test("the font configuration keeps the machine's fonts and adds one folder", () => {
    const xml = fontConfiguration('/etc/fonts/fonts.conf', '/a&b/fonts');
    expect(xml).toContain('<include ignore_missing="yes">/etc/fonts/fonts.conf</include>');
    expect(xml).toContain('<dir>/a&amp;b/fonts</dir>');
  });
});

describe('what a page may load', () => {
  test.each([
    ['data:font/woff2;base64,AA', 'font', true],
    ['DATA:image/png;base64,AA', 'image', true],
    ['data:text/html,<p>x', 'document', false],
    ['http://127.0.0.1/x', 'image', false],
    ['FILE:///etc/passwd', 'document', false],
    ['blob:null/1', 'image', false],
    ['about:blank', 'document', false],
    ['xdata:image/png', 'image', false],
  ])('%s as %s: %s', (url, type, allowed) => {
    expect(isInline(url, type)).toBe(allowed);
  });

  test('a refused request is named by its kind and scheme, without its address', () => {
    expect(nameOfRequest('HTTPS://example.org/?stolen=words', 'image')).toBe('an image over https');
    expect(nameOfRequest('//nowhere', 'stylesheet')).toBe('a stylesheet over an unknown scheme');
  });
});

describe('the furniture of a page', () => {
  test('the title is the first thing in the head, escaped', () => {
    const page =
      '<!doctype html><html lang="en"><head lang="en"><meta charset="utf-8"></head><body><header>x</header></body></html>';
    expect(furnish(page, { title: 'A <b> & C' })).toBe(
      '<!doctype html><html lang="en"><head lang="en"><title>A &lt;b&gt; &amp; C</title><meta charset="utf-8"></head><body><header>x</header></body></html>',
    );
  });

  test('a page without a head gets one, and a header is not taken for it', () => {
    expect(furnish('<!doctype html><html lang="en"><header>x</header></html>', { title: 't' })).toBe(
      '<!doctype html><html lang="en"><head><title>t</title></head><header>x</header></html>',
    );
    expect(furnish('<p>x</p>', { title: 't' })).toBe('<head><title>t</title></head><p>x</p>');
  });

  test('a dollar sign in a title is a dollar sign', () => {
    const page = furnish('<html><head></head><p>x</p></html>', { title: "$& $' $1" });
    expect(page).toContain("<title>$&amp; $' $1</title>");
  });
});

describe('the dates of a PDF', () => {
  const pdf = (created: string): Uint8Array =>
    Buffer.from(`%PDF\xFF\n/CreationDate (D:${created}+02'00')\n/ModDate (D:${created}+02'00')>>`, 'latin1');

  test('become the given instant in UTC, and no other byte changes', () => {
    const dated = Buffer.from(withFixedDates(pdf('20261124214723'), '2026-01-02T05:04:05+02:00'));
    expect(dated.toString('latin1')).toBe(
      "%PDF\xFF\n/CreationDate (D:20260102030405+00'00')\n/ModDate (D:20260102030405+00'00')>>",
    );
  });

  test('keep their width, so that every offset in the file holds', () => {
    const before = pdf('20261124214723');
    expect(withFixedDates(before, '2026-01-02T03:04:05Z')).toHaveLength(before.length);
  });
});
