import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { SETTINGS } from '../../src/config.js';
import type { CommandHandlers } from '../../src/delivery/cli/command-line.js';
import { buildProgram } from '../../src/delivery/cli/program.js';
import { VERSION } from '../../src/delivery/version.js';
import { PROBLEMS } from '../../src/domain/problem.js';

const root = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');
const readme = read('README.md').replace(/ {2,}/g, ' ');
const manifest = JSON.parse(read('package.json')) as {
  version: string;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  'dependencies because': Record<string, string>;
};

const nothing = (): Promise<void> => Promise.resolve();
/** The commands as help shows them: none of them is run. */
const program = buildProgram(new Proxy({} as CommandHandlers, { get: () => nothing }), VERSION);

describe('the README keeps up with the code', () => {
  it.each(SETTINGS)('says what $name means', ({ name, meaning }) => {
    expect(readme).toContain(`| \`${name}\` | ${meaning} |`);
  });

  it.each(Object.entries(PROBLEMS))(
    'lists the problem %s with its status and exit code',
    (code, { status, exitCode, title }) => {
      expect(readme).toContain(`| \`${code}\` | ${String(status)} | ${String(exitCode)} | ${title} |`);
    },
  );

  it.each(program.commands.filter((command) => command.commands.length === 0).map((command) => command.name()))(
    'names the command %s',
    (name) => {
      expect(readme).toContain(`\`sevidence ${name}`);
    },
  );

  it('has the two commands of the newcomer on its first screen', () => {
    const firstScreen = readme.split('\n').slice(0, 20).join('\n');
    expect(firstScreen).toContain('npm ci && npm run demo');
    expect(firstScreen).toContain('npm test');
  });
});

describe('the package speaks for itself', () => {
  it('prints the version it carries', () => {
    expect(VERSION).toBe(manifest.version);
  });

  it('says of each dependency why it is there, and of nothing else', () => {
    const reasons = manifest['dependencies because'];
    expect(Object.keys(reasons).sort()).toEqual(
      Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }).sort(),
    );
  });
});

describe('docs/quality.md', () => {
  const rows = [...read('docs/quality.md').matchAll(/^\| +(\d+) \| .* \| `([^`]+)`: `([^`]+)` +\|$/gm)];

  it('names a test for each of the 23 traps', () => {
    expect(rows.map(([, trap]) => Number(trap))).toEqual(Array.from({ length: 23 }, (_, index) => index + 1));
  });

  it.each(rows.map(([, trap, file = '', name = '']) => ({ trap, file, name })))(
    'names a test that is there for trap $trap',
    ({ file, name }) => {
      expect(read(file)).toContain(name);
    },
  );
});
