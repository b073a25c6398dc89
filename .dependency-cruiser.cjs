// Which module may import which: docs/architecture.md draws it, this holds it. Type-only imports count as well.

/** The folders of core from left to right: a folder imports from its own column and those before it. */
const columns = [
  ['support', 'errors'],
  ['scenario'],
  ['plugin', 'scope', 'strategy', 'people', 'pace'],
  ['plan'],
  ['registry', 'ledger', 'telemetry'],
  ['execution'],
  ['account', 'journal'],
  ['users'],
  ['runner'],
  ['replay'],
];

/** What each package may import of the others. */
const packages = {
  core: [],
  http: ['core'],
  content: ['core'],
  testkit: ['core', 'http'],
  'plugin-[^/]+': ['core', 'http', 'content'],
  // The stores and sites of the testkit are what the demo plays against.
  cli: ['core', 'http', 'content', 'plugin-[^/]+', 'testkit'],
};

const tests = '\\.test\\.ts$';
/** Tests and what they share. */
const forTests = `${tests}|^packages/[^/]+/test/`;

const betweenColumns = columns.slice(0, -1).map((folders, index) => ({
  name: `core-${folders.join('-')}-imports-left-only`,
  comment: `${folders.join(', ')} may import ${columns
    .slice(0, index + 1)
    .flat()
    .join(', ')}.`,
  severity: 'error',
  from: { path: `^packages/core/src/(${folders.join('|')})/`, pathNot: tests },
  to: {
    path: `^packages/core/src/(${columns
      .slice(index + 1)
      .flat()
      .join('|')})/`,
  },
}));

const betweenPackages = Object.entries(packages).map(([name, allowed]) => ({
  name: `${name.replace('[^/]+', 'any')}-imports-its-own-only`,
  comment: `It may import ${allowed.length === 0 ? 'no other package of ours' : allowed.join(', ')}.`,
  severity: 'error',
  from: { path: `^packages/(${name})/`, pathNot: forTests },
  to: { path: '^packages/', pathNot: ['^packages/$1/', ...allowed.map((other) => `^packages/${other}/`)] },
}));

module.exports = {
  forbidden: [
    ...betweenColumns,
    ...betweenPackages,
    {
      name: 'core-folders-are-known',
      comment: 'Give a new folder of core its column in .dependency-cruiser.cjs.',
      severity: 'error',
      from: {},
      to: { path: '^packages/core/src/[^/]+/', pathNot: `^packages/core/src/(${columns.flat().join('|')})/` },
    },
    {
      name: 'nobody-imports-the-index-from-inside',
      comment: 'An index is the table of contents for those outside.',
      severity: 'error',
      from: { path: '^packages/([^/]+)/src/', pathNot: tests },
      to: { path: '^packages/$1/src/index\\.ts$' },
    },
    {
      name: 'no-cycles',
      comment: 'Not even types point back.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'files-of-core-only-in-files-modules',
      comment: 'Modules of core that touch the file system are called *-files.ts.',
      severity: 'error',
      from: { path: '^packages/core/src/', pathNot: ['-files\\.ts$', tests] },
      to: { path: '^(node:)?fs(/promises)?$' },
    },
    {
      name: 'libraries-know-the-telemetry-api-only',
      severity: 'error',
      from: { path: '^packages/(?!cli/)[^/]+/src/', pathNot: tests },
      to: { path: 'node_modules/@opentelemetry/(?!api/)' },
    },
    {
      name: 'core-knows-no-client',
      severity: 'error',
      from: { path: '^packages/core/src/' },
      to: { path: 'node_modules/(undici|@aws-sdk|tough-cookie)/|^(node:)?(https?|http2|tls)$' },
    },
    { name: 'tests-are-not-imported', severity: 'error', from: {}, to: { path: tests } },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'what-ships-needs-no-dev-dependency',
      severity: 'error',
      from: { path: '^packages/[^/]+/src/', pathNot: tests },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['npm', 'npm-peer', 'type-only'], pathNot: '^packages/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@rushhour/source', 'module-sync', 'import', 'node', 'default', 'types'],
    },
  },
};
