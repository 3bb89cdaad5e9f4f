import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/** A file that breaks a rule: where it stands, and what it imports, or imports a type from. */
export type Fault = { file: string; imports: string; typeOnly?: boolean }

/** One fault for each rule, each in a file of its own, of a tree that keeps all the rules otherwise. */
export const faults: Record<string, Fault> = {
  'no-cycles': { file: 'server/cache/a-circle.ts', imports: './b-circle', typeOnly: true },
  'no-unordered-room': { file: 'server/router.ts', imports: './attic/chest' },
  'server-http-imports-upward': { file: 'server/http/up.ts', imports: '../cache/page-cache' },
  'server-cache-imports-upward': { file: 'server/cache/up.ts', imports: '../render/page-renderer', typeOnly: true },
  'server-render-imports-upward': { file: 'server/render/up.ts', imports: '../viewer/viewer-state' },
  'server-viewer-imports-upward': { file: 'server/viewer/up.ts', imports: '../render/page-renderer' },
  'server-fast-path-imports-upward': { file: 'server/fast-path/up.ts', imports: '../router' },
  'server-streams-imports-upward': { file: 'server/streams/up.ts', imports: '../state', typeOnly: true },
  'server-lifecycle-imports-upward': { file: 'server/lifecycle/up.ts', imports: '../state', typeOnly: true },
  'no-unresolvable': { file: 'ui/lost.ts', imports: './nowhere' },
  'no-unordered-feature': { file: 'app/new.ts', imports: '@/features/gossip/queries/all' },
  'accounts-imports-upward': { file: 'features/accounts/queries/up.ts', imports: '@/features/media/queries/all' },
  'media-imports-upward': { file: 'features/media/up.ts', imports: '@/features/records/queries/all' },
  'settings-imports-upward': { file: 'features/settings/up.ts', imports: '@/features/media/queries/all' },
  'records-imports-upward': { file: 'features/records/up.ts', imports: '@/features/articles/queries/all' },
  'moderation-rules-imports-upward': { file: 'features/moderation-rules/up.ts', imports: '@/features/decisions/queries/all' },
  'decisions-imports-upward': { file: 'features/decisions/up.ts', imports: '@/features/articles/queries/all' },
  'articles-imports-upward': { file: 'features/articles/up.ts', imports: '@/features/votes/queries/all' },
  'reviews-imports-upward': { file: 'features/reviews/up.ts', imports: '@/features/votes/queries/all' },
  'trash-imports-upward': { file: 'features/trash/up.ts', imports: '@/features/votes/queries/all' },
  'redirects-imports-upward': { file: 'features/redirects/up.ts', imports: '@/features/votes/queries/all' },
  'palette-imports-upward': { file: 'features/palette/up.ts', imports: '@/features/votes/queries/all' },
  'editor-imports-upward': { file: 'features/editor/up.ts', imports: '@/features/votes/queries/all' },
  'artwork-imports-upward': { file: 'features/artwork/up.ts', imports: '@/features/votes/queries/all' },
  'content-files-imports-upward': { file: 'features/content-files/up.ts', imports: '@/features/votes/queries/all' },
  'votes-imports-upward': { file: 'features/votes/up.ts', imports: '@/features/comments/queries/all' },
  'comments-imports-upward': { file: 'features/comments/up.ts', imports: '@/features/moderation/queries/all' },
  'talk-files-imports-upward': { file: 'features/talk-files/up.ts', imports: '@/features/search/queries/all' },
  'moderation-imports-upward': { file: 'features/moderation/up.ts', imports: '@/features/notices/queries/all' },
  'notices-imports-upward': { file: 'features/notices/up.ts', imports: '@/features/search/queries/all' },
  'search-imports-upward': { file: 'features/search/up.ts', imports: '@/features/feeds/queries/all' },
  'feeds-imports-upward': { file: 'features/feeds/up.ts', imports: '@/features/operations/queries/all' },
  'leaves-are-used-by-no-feature': { file: 'features/votes/drawn.ts', imports: '@/features/artwork/queries/all' },
  'nothing-imports-app': { file: 'platform/app.ts', imports: '@/app/page' },
  'only-entrances-import-the-composition': { file: 'app/composed.ts', imports: './composition' },
  'nothing-imports-server-or-cli': { file: 'app/front.ts', imports: '@/server/cache/page-cache' },
  'platform-and-ui-are-below-features': { file: 'platform/up.ts', imports: '@/features/media/queries/all' },
  'platform-imports-no-ui': { file: 'platform/shown.ts', imports: '@/ui/about' },
  'text-is-pure': { file: 'platform/text/known.ts', imports: '@/platform/cache' },
  'ui-knows-no-data': { file: 'ui/data.ts', imports: '@/platform/cache' },
  'only-queries-commands-jobs-touch-the-database': { file: 'features/comments/ui/form.tsx', imports: '@/platform/db' },
  'only-platform-opens-connections': { file: 'features/search/commands/raw.ts', imports: 'pg' },
  'server-opens-no-database': { file: 'server/cache/read.ts', imports: '@/platform/db' },
  'server-knows-no-feature': { file: 'server/render/feature.ts', imports: '@/features/media/queries/all' },
  'only-commands-call-commands-of-another-feature': { file: 'features/comments/queries/all.ts', imports: '@/features/votes/commands/cast-vote' },
  'only-client-files-call-actions-of-another-feature': { file: 'features/votes/act.ts', imports: '@/features/media/actions' },
  'policy-schema-tags-are-pure': { file: 'features/votes/policy.ts', imports: '@/platform/cache' },
  'policy-schema-tags-need-no-node': { file: 'features/votes/schema.ts', imports: 'node:fs' },
  'readers-pages-have-no-client-components': { file: 'app/(site)/page.tsx', imports: '@/features/media/ui/shown' },
  'client-files-import-only-client-safe': { file: 'app/admin/list.client.tsx', imports: '@/features/media/queries/all' },
  'client-files-need-no-node': { file: 'app/admin/file.client.tsx', imports: 'node:fs' },
  'the-editor-is-pure': { file: 'features/editor/document/entries.ts', imports: '@/platform/cache' },
  'enhancements-stay-small': { file: 'features/votes/ui/vote.enhance.ts', imports: 'zod' },
  'production-imports-no-tests': { file: 'app/tested.ts', imports: '@/tests/support/factories' },
  'production-needs-no-dev-dependency': { file: 'app/dev.ts', imports: 'vitest' },
}

/** Imports that the rules allow, though they look like some that they forbid. */
const allowed: [file: string, text: string][] = [
  ['app/page.ts', `import '@/features/feeds/queries/all'`],
  ['app/composition.ts', `import '@/features/votes/commands/cast-vote'`],
  ['cli/main.ts', `import '@/app/composition'`],
  ['instrumentation.ts', `import '@/app/composition'`],
  ['platform/cache.ts', `export const note = 1`],
  ['platform/errors.ts', `export class AppError {}`],
  ['platform/db/index.ts', `import 'pg'\nexport type Tx = 1`],
  ['platform/db/migrate.ts', `import 'better-sqlite3'`],
  ['server/cache/page-cache.ts', `import '@/platform/db/migrate'\nimport '@/platform/cache'`],
  ['tests/support/factories.ts', `import '@/platform/db'`],
  ['ui/about.ts', `import '@/platform/text/fold'\nimport type { Tx } from '@/platform/db'\nexport type T = Tx`],
  ['features/gossip/queries/all.ts', ``],
  ['features/accounts/auth.ts', `import '@/platform/db'`],
  ['features/accounts/schema.ts', `import 'zod'\nimport '@/platform/errors'`],
  ['features/media/ui/shown.tsx', `import './press.client'`],
  [
    'features/media/ui/press.client.tsx',
    `import '@/features/accounts/schema'\nimport type { q } from '@/features/media/queries/all'\nexport type T = typeof q`,
  ],
  ['features/media/queries/all.ts', `import '@/platform/db'\nexport const q = 1`],
  ['features/media/actions.ts', ``],
  ['features/editor/ui/save.client.tsx', `import '@/features/media/actions'\nimport '@/platform/text/slugify'`],
  ['platform/text/slugify.ts', `import './fold'`],
  ['platform/text/fold.ts', ``],
  ['server/main.ts', `import './router'\nimport './state'\nimport './lifecycle/stop'`],
  ['server/state.ts', `import './render/page-renderer'`],
  ['server/cache/b-circle.ts', `import type { T } from './a-circle'\nexport type U = T`],
  ['server/cache/above.test.ts', `import '../render/page-renderer'`],
  ['server/http/negotiate.ts', ``],
  ['server/render/page-renderer.ts', `import '../cache/page-cache'\nimport '../http/negotiate'`],
  ['server/viewer/viewer-state.ts', `import '../cache/page-cache'`],
  ['server/lifecycle/stop.ts', `import '../cache/page-cache'`],
  ['server/attic/chest.ts', ``],
  ['features/articles/commands/publish-article.ts', `import '@/features/records/commands/save-record'\nimport '@/platform/db'`],
  ['features/articles/publish.test.ts', `import '@/platform/db'\nimport '@/features/records/commands/save-record'\nimport 'vitest'`],
  ['features/records/commands/save-record.ts', ``],
  ['features/votes/commands/cast-vote.ts', ``],
]

const withQueries = ['records', 'moderation-rules', 'decisions', 'articles', 'artwork', 'votes', 'moderation', 'notices', 'search', 'feeds', 'operations']

/** Makes the tree, with the faults or without. Returns its folder, which the caller removes. */
export function plant(withFaults: boolean): string {
  const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'lightstick-rules-')))
  const write = (file: string, text: string) => {
    fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true })
    fs.writeFileSync(path.join(root, file), `${text}\nexport {}\n`)
  }
  write('package.json', '')
  fs.writeFileSync(
    path.join(root, 'package.json'),
    JSON.stringify({ dependencies: { zod: '1', pg: '1', 'better-sqlite3': '1' }, devDependencies: { vitest: '1' } }),
  )
  for (const name of ['zod', 'pg', 'better-sqlite3', 'vitest']) write(`node_modules/${name}/index.js`, '')
  for (const name of withQueries) write(`features/${name}/queries/all.ts`, '')
  for (const [file, text] of allowed) write(file, text)
  for (const { file, imports, typeOnly } of Object.values(faults))
    write(file, !withFaults ? '' : typeOnly ? `import type { T } from '${imports}'\nexport type Fault = T` : `import '${imports}'`)
  return root
}
