// Which way the parts point (docs/decisions, and the README's layout). Each rule is proven by a planted fault in tests/architecture/rules.test.ts.
// TypeScript 7 has no parser for this tool to borrow: it reads with @swc/core, which does not tell imports of types from others.

/** Features, lowest first: each may import only those before it. */
const order = [
  'moderation-rules',
  'decisions',
  'accounts',
  'settings',
  'media',
  'records',
  'articles',
  'reviews',
  'trash',
  'redirects',
  'palette',
  'editor',
  'artwork',
  'content-files',
  'votes',
  'comments',
  'talk-files',
  'moderation',
  'notices',
  'search',
  'feeds',
  'operations',
]
/** Features that pages and the command line use, and no other feature. */
const leaves = ['editor', 'artwork', 'content-files', 'talk-files', 'search', 'feeds', 'operations']
const test = '[.]test[.]tsx?$'
const database = '^(platform/(db([.]ts$|/)|events/(announce|stored-events)[.]ts$|jobs/(queue|leases|failed-jobs|waiting-jobs)[.]ts$)|prisma/generated/)'
const drivers = '(^|/)node_modules/(better-sqlite3|pg|@prisma/(adapter-[^/]+|client))/'

const upward = order.slice(0, -1).map((name, i) => ({
  name: `${name}-imports-upward`,
  comment: `features are ordered: ${order.join(' ')}`,
  severity: 'error',
  from: { path: `^features/${name}/` },
  to: { path: `^features/(${order.slice(i + 1).join('|')})/` },
}))

/** Rooms of server/, and the rooms that each may import. The files above them (main, router, bridge, state, subscribe) join them and may import any. */
const rooms = {
  http: [],
  cache: ['http'],
  render: ['http', 'cache'],
  viewer: ['http', 'cache'],
  'fast-path': ['http', 'cache'],
  lifecycle: ['http', 'cache'],
  streams: ['http'],
}
const roomNames = Object.keys(rooms).join('|')

const roomRules = Object.entries(rooms).map(([room, below]) => ({
  name: `server-${room}-imports-upward`,
  comment: below.length > 0 ? `server/${room} stands on ${below.join(' and ')} alone` : `server/${room} stands on no other room`,
  severity: 'error',
  from: { path: `^server/${room}/`, pathNot: test },
  to: { path: '^server/', pathNot: `^server/(${[room, ...below].join('|')})/` },
}))

module.exports = {
  order,
  rooms,
  /** Rules that an import of a type breaks too. */
  forbidden: [
    {
      name: 'no-unordered-feature',
      comment: 'a new feature takes its place in the order above',
      severity: 'error',
      from: {},
      to: { path: `^features/(?!(${order.join('|')})/)` },
    },
    ...upward,
    ...roomRules,
    {
      name: 'no-unordered-room',
      comment: 'a new folder of server/ takes its place among the rooms above',
      severity: 'error',
      from: {},
      to: { path: `^server/(?!(${roomNames})/|(main|router|bridge|state|subscribe)[.]ts$)`, pathNot: test },
    },
    {
      name: 'no-cycles',
      comment: 'files that need each other, if only for a type, are one file or need a third',
      severity: 'error',
      from: { path: '^(server|features|app|ui|cli|platform)/', pathNot: test },
      to: { circular: true },
    },
    {
      name: 'leaves-are-used-by-no-feature',
      comment: `pages and the command line alone use ${leaves.join(', ')}`,
      severity: 'error',
      from: { path: '^features/([^/]+)/', pathNot: test },
      to: { path: `^features/(${leaves.join('|')})/`, pathNot: '^features/$1/' },
    },
    {
      name: 'nothing-imports-app',
      comment: 'the command line alone may load the composition: it handles events too',
      severity: 'error',
      from: { path: '^(features|platform|ui|server|cli)/', pathNot: test },
      to: { path: '^app/', pathNot: '^app/composition[.]ts$' },
    },
    {
      name: 'only-entrances-import-the-composition',
      severity: 'error',
      from: { path: '^(app|features|platform|ui|server)/', pathNot: `^app/start[.]ts$|${test}` },
      to: { path: '^app/composition[.]ts$' },
    },
    {
      name: 'nothing-imports-server-or-cli',
      severity: 'error',
      from: { path: '^(app|features|platform|ui)/', pathNot: test },
      to: { path: '^(server|cli)/' },
    },
    { name: 'platform-and-ui-are-below-features', severity: 'error', from: { path: '^(platform|ui)/', pathNot: test }, to: { path: '^features/' } },
    { name: 'platform-imports-no-ui', severity: 'error', from: { path: '^platform/', pathNot: test }, to: { path: '^ui/' } },
    {
      name: 'text-is-pure',
      comment: 'functions of text run anywhere: in the browser, in ui/, in tests',
      severity: 'error',
      from: { path: '^platform/text/', pathNot: test },
      to: { path: '^(platform|prisma)/', pathNot: '^platform/text/' },
    },
    { name: 'server-knows-no-feature', severity: 'error', from: { path: '^server/', pathNot: test }, to: { path: '^features/' } },
    {
      name: 'only-commands-call-commands-of-another-feature',
      severity: 'error',
      from: { path: '^features/([^/]+)/', pathNot: `^features/[^/]+/commands/|${test}` },
      to: { path: '^features/[^/]+/(commands/|jobs[.]ts)', pathNot: '^features/$1/' },
    },
    {
      name: 'only-client-files-call-actions-of-another-feature',
      comment: 'an action is the door for the browser; on the server call the command',
      severity: 'error',
      from: { path: '^features/([^/]+)/', pathNot: `[.]client[.]tsx?$|${test}` },
      to: { path: '^features/[^/]+/actions[.]ts$', pathNot: '^features/$1/' },
    },
    {
      name: 'production-imports-no-tests',
      severity: 'error',
      from: { path: '^(app|features|platform|ui|server|cli)/', pathNot: test },
      to: { path: `^tests/|${test}` },
    },
  ],
  /** Rules on what runs: they are held against the sources without their types, so that a type may be imported from anywhere. */
  forbiddenAtRunTime: [
    {
      name: 'no-unresolvable',
      comment: 'a path that leads nowhere hides what it points at; of this package the tool does not read the exports',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^modern-tar/fs$' },
    },
    {
      name: 'ui-knows-no-data',
      comment: 'functions of text are the exception, as they know nothing themselves, and the time zone of the page that is drawn',
      severity: 'error',
      from: { path: '^ui/', pathNot: test },
      to: { path: '^platform/', pathNot: '^platform/(text/|shown-zone[.]ts$)' },
    },
    {
      name: 'only-queries-commands-jobs-touch-the-database',
      comment: 'types may be imported anywhere',
      severity: 'error',
      from: {
        path: '^(app|features|ui|cli)/',
        pathNot: `^features/.+/(queries/.+|commands/.+|jobs[.]ts)$|^features/accounts/auth[.]ts$|^app/start[.]ts$|^cli/(database|migrate)[.]ts$|${test}`,
      },
      to: { path: database },
    },
    {
      name: 'only-platform-opens-connections',
      comment: 'a second client beside the one writer loses writes on SQLite',
      severity: 'error',
      from: { pathNot: `^(platform/|prisma/|tests/|scripts/|vitest[.]config)|${test}|(^|/)node_modules/` },
      to: { path: drivers },
    },
    {
      name: 'server-opens-no-database',
      comment: 'what the server asks is registered by the code inside Next; migrating before Next starts is the exception',
      severity: 'error',
      from: { path: '^server/', pathNot: test },
      to: { path: `${database}|${drivers}`, pathNot: '^platform/db/migrate[.]ts$' },
    },
    {
      name: 'policy-schema-tags-are-pure',
      comment: 'they are asked in the browser, in tests and on every page',
      severity: 'error',
      from: { path: '^features/[^/]+/(policy|schema|tags)[.]ts$' },
      to: {
        path: '^(platform|prisma)/|^features/[^/]+/(queries|commands|jobs|actions|auth)([.]ts$|/)',
        pathNot: '^platform/((errors|roles)[.]ts$|text/)',
      },
    },
    {
      name: 'policy-schema-tags-need-no-node',
      severity: 'error',
      from: { path: '^features/[^/]+/(policy|schema|tags)[.]ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'readers-pages-have-no-client-components',
      comment: 'nobody downloads React to read a list',
      severity: 'error',
      from: { path: '^app/[(]site[)]/' },
      to: { path: '[.]client[.]tsx$', reachable: true },
    },
    {
      name: 'client-files-import-only-client-safe',
      severity: 'error',
      from: { path: '[.]client[.]tsx?$' },
      to: {
        path: '^(app|features|platform|prisma)/',
        pathNot:
          '^features/[^/]+/((actions|limits|schema|policy|publishable)[.]ts|document/[^/]+[.]ts|ui/.*[.]client[.]tsx?)$|[.]client[.]tsx?$|^platform/(errors|text/(counted|slugify|html-to-markdown|video-address))[.]ts$',
      },
    },
    {
      name: 'the-editor-is-pure',
      comment: 'what the editor does to a document is tested without a browser and runs in one',
      severity: 'error',
      from: { path: '^features/[^/]+/(document/|publishable[.]ts$)', pathNot: test },
      to: { path: '^(app|platform|prisma|ui)/|^features/[^/]+/(?!document/|(schema|publishable)[.]ts$)', pathNot: '^platform/text/' },
    },
    { name: 'client-files-need-no-node', severity: 'error', from: { path: '[.](client|enhance|island|part)[.]tsx?$' }, to: { dependencyTypes: ['core'] } },
    {
      name: 'enhancements-stay-small',
      comment: 'every reader downloads them: no package, and nothing of ours but plain modules beside them',
      severity: 'error',
      from: { path: '[.](enhance|island|part)[.]ts$' },
      to: { path: '.', pathNot: '^(ui|features/[^/]+/ui)/[^/]+[.]ts$' },
    },
    {
      name: 'production-needs-no-dev-dependency',
      severity: 'error',
      from: { path: '^(app|features|platform|ui|server|cli)/', pathNot: test },
      to: { dependencyTypes: ['npm-dev'] },
    },
  ],
  options: { tsPreCompilationDeps: true, doNotFollow: { path: 'node_modules' }, exclude: { path: '^prisma/generated/.*/(internal|models)' } },
}
