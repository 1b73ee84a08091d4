/**
 * The law of the house (docs/architecture.md). Data flows one way; each rule says so to whoever trips on it.
 */
const EDGE = '\\.(module|service|store|entity|controller|command|guard|filter|pipe|processor)\\.ts$';
const BOUNDARY = '^src/[^/]+\\.ts$';

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      comment: 'Two files that need each other are one file, or hide a third. Move what both need to the earlier room.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'domain-imports-only-zod',
      severity: 'error',
      comment: 'The domain is the words everybody speaks. If it needs a library, the library belongs in a later room.',
      from: { path: '^src/domain/' },
      to: { pathNot: ['^src/domain/', '^node_modules/zod/'] },
    },
    ...['sources', 'scoring'].map((room) => ({
      name: `${room}-imports-only-domain`,
      severity: 'error',
      comment: `${room} turns plain values into plain values. It may speak the domain's words and nothing else of this house.`,
      from: { path: `^src/${room}/` },
      to: { path: '^src/', pathNot: ['^src/domain/', `^src/${room}/`] },
    })),
    {
      name: 'ledger-does-not-look-ahead',
      severity: 'error',
      comment: 'The ledger keeps what happened. It must not know how that is scored, reported or delivered.',
      from: { path: '^src/ledger/' },
      to: { path: '^src/', pathNot: ['^src/(domain|sources|ledger)/'] },
    },
    {
      name: 'reports-do-not-look-ahead',
      severity: 'error',
      comment: 'A report is assembled from plain values and does not ask the ledger, nor know who delivers it.',
      from: { path: '^src/reports/' },
      to: { path: '^src/', pathNot: ['^src/(domain|scoring|reports)/'] },
    },
    {
      name: 'renderers-see-only-the-document',
      severity: 'error',
      comment: 'A renderer that looks past the report document can print what the document does not say.',
      from: { path: '^src/reports/rendering/' },
      to: {
        path: '^src/',
        pathNot: [
          '^src/reports/(rendering/|charts/|[^/]*document\\.ts|packet/packet-document\\.ts)',
          '^src/domain/problem\\.ts',
        ],
      },
    },
    {
      name: 'delivery-rooms-do-not-meet',
      severity: 'error',
      comment: 'The front doors share the house, not each other. What both need belongs in an earlier room.',
      from: { path: '^src/delivery/(http|cli|web|jobs)/' },
      to: { path: '^src/delivery/(http|cli|web|jobs)/', pathNot: '^src/delivery/$1/' },
    },
    {
      name: 'nobody-imports-entry-points',
      severity: 'error',
      comment: 'main, cli and their like start the house; nothing in the house leans on them.',
      from: { path: '^src/[^/]+/', pathNot: '^src/bench/' },
      to: { path: BOUNDARY, pathNot: '^src/config\\.ts$' },
    },
    {
      name: 'only-ledger-imports-typeorm',
      severity: 'error',
      comment: 'SQL has one room. Ask a store for what you need. (A benchmark may hold us against the bare library.)',
      from: { path: '^src/', pathNot: ['^src/ledger/', '^src/app\\.module\\.ts$', '^src/bench/'] },
      to: { path: '^node_modules/(typeorm|@nestjs/typeorm|better-sqlite3|pg)/' },
    },
    {
      name: 'only-the-printer-imports-puppeteer',
      severity: 'error',
      comment: 'One file starts browsers, so that one file decides what a page may reach.',
      from: { path: '^src/', pathNot: ['^src/reports/rendering/pdf-printer\\.service\\.ts$', '^src/bench/'] },
      to: { path: '^node_modules/(puppeteer|puppeteer-core|@puppeteer/browsers|@sparticuz/chromium)/' },
    },
    {
      name: 'pure-files-touch-nothing',
      severity: 'error',
      comment:
        'A file without an edge suffix (.service, .store, ...) is plain TypeScript: no framework, no file system, no network, no process. Give it what it needs as an argument.',
      from: {
        path: '^src/(domain|sources|ledger|scoring|reports|delivery)/',
        pathNot: [EDGE, '^src/ledger/migrations/', '^src/ledger/import-worker\\.ts$'],
      },
      to: {
        path: [
          '^node_modules/(@nestjs|typeorm|express|pino|better-sqlite3|pg|puppeteer)',
          '^(node:)?(fs|fs/promises|net|http|https|child_process|worker_threads|os|dns|tls|process)$',
        ],
      },
    },
    {
      name: 'src-does-not-import-tests',
      severity: 'error',
      comment: 'What ships must stand without its tests.',
      from: { path: '^src/' },
      to: { path: '^(test|examples)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    combinedDependencies: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
