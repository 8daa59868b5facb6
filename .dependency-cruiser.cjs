/**
 * Who may import whom (docs/architecture.md). A module imports only from ranks below its own;
 * within a rank, only from itself. `import type` of a port is allowed from above too.
 */
const ranks = [
  ['domain', 'log', 'metrics', 'redis'],
  ['chessa', 'store', 'queue', 'text'],
  ['notify'],
  ['transfers', 'retention'],
  ['flows'],
  ['bot', 'http'],
  ['config', 'app', 'main'],
];

/** Files of a module: `src/log.ts` or everything under `src/store/`. */
const files = (names) => `^src/(?:${names.join('|')})(?:/|\\.ts$)`;

/** Type-only edges stay out of the judgement where only running code matters. */
const running = { dependencyTypesNot: ['type-only'] };

/** The last rank is three files with an order of their own: config, then app, then main. */
const layers = ranks.flatMap((names, rank) => {
  const above = ranks.slice(rank + 1).flat();
  if (above.length === 0) return [];
  return {
    name: `rank-${rank}-imports-nothing-above`,
    severity: 'error',
    comment: `${names.join(', ')} may import from lower ranks only`,
    from: { path: files(names) },
    to: { path: files(above), ...running },
  };
});

const siblings = ranks.slice(1, -1).flatMap((names) =>
  names
    .filter(() => names.length > 1)
    .map((name) => ({
      name: `${name}-leaves-its-siblings-alone`,
      severity: 'error',
      comment: 'modules of one rank know nothing of each other',
      from: { path: files([name]) },
      to: { path: files(names.filter((other) => other !== name)), ...running },
    })),
);

module.exports = {
  forbidden: [
    ...layers,
    ...siblings,
    {
      name: 'domain-stands-alone',
      severity: 'error',
      from: { path: files(['domain']) },
      to: { path: files(['log', 'metrics', 'redis']), ...running },
    },
    {
      name: 'config-imports-no-parts',
      severity: 'error',
      comment: 'settings are read before anything is built',
      from: { path: files(['config']) },
      to: { path: '^src/', pathNot: `${files([...ranks[0], 'config'])}`, ...running },
    },
    {
      name: 'nothing-imports-main',
      severity: 'error',
      from: {},
      to: { path: files(['main']) },
    },
    {
      name: 'src-stands-alone',
      severity: 'error',
      comment: 'what runs for real knows nothing of sandboxes, tests and measurements',
      from: { path: '^src/' },
      to: { path: '^(sandbox|test|bench)/' },
    },
    {
      name: 'src-runs-on-production-dependencies',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], ...running },
    },
    {
      name: 'sandbox-imports-nothing-of-src',
      severity: 'error',
      comment: 'an independent judge; one file alone joins it to the bot',
      from: { path: '^sandbox/', pathNot: '^sandbox/join\\.ts$' },
      to: { path: '^(src|test|bench)/' },
    },
    {
      name: 'joined-through-app-and-config',
      severity: 'error',
      from: { path: '^sandbox/join\\.ts$' },
      to: { path: '^(src|test|bench)/', pathNot: '^src/(app|config|log)\\.ts$' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      comment: 'a file that nothing imports and that starts nothing; vitest.config.ts loads one',
      from: {
        orphan: true,
        pathNot:
          '^(src/main|sandbox/demo|bench/run|test/support/longest-first)\\.ts$|\\.test\\.ts$',
      },
      to: {},
    },
    {
      name: 'everything-resolves',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    exclude: { path: '^sandbox/telegram/web/|/dist/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
