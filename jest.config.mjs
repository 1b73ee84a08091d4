const common = {
  rootDir: import.meta.dirname,
  roots: ['<rootDir>/src', '<rootDir>/test'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': '@swc/jest' },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  testEnvironment: 'node',
};

/** Two speeds: `unit` is pure and takes seconds; `edges` meets SQLite files, PostgreSQL, Chromium, HTTP and the built CLI. */
export default {
  testTimeout: 60_000,
  maxWorkers: '100%',
  // Modules of tests in ESM mode are never let go: a worker that has grown begins anew.
  workerIdleMemoryLimit: '1GB',
  reporters: ['default', '<rootDir>/test/closing-line-reporter.mjs'],
  projects: [
    { ...common, displayName: 'unit', testMatch: ['<rootDir>/test/unit/**/*.spec.ts'] },
    { ...common, displayName: 'edges', testMatch: ['<rootDir>/test/edges/**/*.spec.ts'] },
  ],
};
