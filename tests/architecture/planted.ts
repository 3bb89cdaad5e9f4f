import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/** A file that breaks a rule: where it stands, and what it imports, or imports a type from. */
export type Fault = { file: string; imports: string; typeOnly?: boolean }

/** One fault for each rule, each in a file of its own, of a tree that keeps all the rules otherwise. */
export const faults: Record<string, Fault> = {
  'no-cycles': { file: 'ui/a-round.ts', imports: './about' },
  'no-circles-of-types': { file: 'server/cache/a-circle.ts', imports: './b-circle', typeOnly: true },
  'no-unordered-room': { file: 'server/router.ts', imports: './attic/chest' },
  'server-http-imports-upward': { file: 'server/http/up.ts', imports: '../cache/page-cache' },
  'server-cache-imports-upward': { file: 'server/cache/up.ts', imports: '../render/page-renderer', typeOnly: true },
  'server-render-imports-upward': { file: 'server/render/up.ts', imports: '../viewer/viewer-state' },
  'server-viewer-imports-upward': { file: 'server/viewer/up.ts', imports: '../render/page-renderer' },
  'server-fast-path-imports-upward': { file: 'server/fast-path/up.ts', imports: '../router' },
  'server-lifecycle-imports-upward': { file: 'server/lifecycle/up.ts', imports: '../state', typeOnly: true },
  'no-unresolvable': { file: 'ui/lost.ts', imports: './nowhere' },
  'no-unordered-feature': { file: 'app/new.ts', imports: '@/features/gossip/queries' },
  'accounts-imports-upward': { file: 'features/accounts/queries.ts', imports: '@/features/media/queries' },
  'media-imports-upward': { file: 'features/media/up.ts', imports: '@/features/subjects/queries' },
  'subjects-imports-upward': { file: 'features/subjects/up.ts', imports: '@/features/articles/queries' },
  'articles-imports-upward': { file: 'features/articles/up.ts', imports: '@/features/moderation/queries' },
  'moderation-imports-upward': { file: 'features/moderation/up.ts', imports: '@/features/votes/queries' },
  'votes-imports-upward': { file: 'features/votes/up.ts', imports: '@/features/comments/queries' },
  'comments-imports-upward': { file: 'features/comments/up.ts', imports: '@/features/search/queries' },
  'search-imports-upward': { file: 'features/search/up.ts', imports: '@/features/feeds/queries' },
  'nothing-imports-app': { file: 'platform/app.ts', imports: '@/app/page' },
  'only-entrances-import-the-composition': { file: 'app/composed.ts', imports: './composition' },
  'nothing-imports-server-or-cli': { file: 'app/front.ts', imports: '@/server/cache/page-cache' },
  'platform-and-ui-are-below-features': { file: 'platform/up.ts', imports: '@/features/media/queries' },
  'ui-knows-no-data': { file: 'ui/data.ts', imports: '@/platform/cache' },
  'only-queries-commands-jobs-touch-the-database': { file: 'features/comments/ui/form.tsx', imports: '@/platform/db' },
  'only-platform-opens-connections': { file: 'features/search/commands/raw.ts', imports: 'pg' },
  'server-opens-no-database': { file: 'server/cache/read.ts', imports: '@/platform/db' },
  'server-knows-no-feature': { file: 'server/render/feature.ts', imports: '@/features/media/queries' },
  'only-commands-call-commands-of-another-feature': { file: 'features/comments/queries.ts', imports: '@/features/votes/commands/cast-vote' },
  'policy-schema-tags-are-pure': { file: 'features/votes/policy.ts', imports: '@/platform/cache' },
  'policy-schema-tags-need-no-node': { file: 'features/votes/schema.ts', imports: 'node:fs' },
  'readers-pages-have-no-client-components': { file: 'app/(site)/page.tsx', imports: '@/features/media/ui/shown' },
  'client-files-import-only-client-safe': { file: 'app/admin/list.client.tsx', imports: '@/features/media/queries' },
  'client-files-need-no-node': { file: 'app/admin/file.client.tsx', imports: 'node:fs' },
  'the-desk-is-pure': { file: 'features/articles/editor/desk.ts', imports: '@/platform/cache' },
  'enhancements-stay-small': { file: 'features/votes/ui/vote.enhance.ts', imports: 'zod' },
  'production-imports-no-tests': { file: 'app/tested.ts', imports: '@/tests/support/factories' },
  'production-needs-no-dev-dependency': { file: 'app/dev.ts', imports: 'vitest' },
}

/** Imports that the rules allow, though they look like some that they forbid. */
const allowed: [file: string, text: string][] = [
  ['app/page.ts', `import '@/features/feeds/queries'`],
  ['app/composition.ts', `import '@/features/votes/commands/cast-vote'`],
  ['cli/main.ts', `import '@/app/composition'`],
  ['instrumentation.ts', `import '@/app/composition'`],
  ['platform/cache.ts', `export const note = 1`],
  ['platform/errors.ts', `export class AppError {}`],
  ['platform/db/index.ts', `import 'pg'\nexport type Tx = 1`],
  ['platform/db/migrate.ts', `import 'better-sqlite3'`],
  ['server/cache/page-cache.ts', `import '@/platform/db/migrate'\nimport '@/platform/cache'`],
  ['tests/support/factories.ts', `import '@/platform/db'`],
  ['ui/about.ts', `import type { Tx } from '@/platform/db'\nimport './a-round'\nexport type T = Tx`],
  ['features/gossip/queries.ts', ``],
  ['features/accounts/auth.ts', `import '@/platform/db'`],
  ['features/accounts/schema.ts', `import 'zod'\nimport '@/platform/errors'`],
  ['features/media/ui/shown.tsx', `import './press.client'`],
  ['features/media/ui/press.client.tsx', `import '@/features/accounts/schema'\nimport type { q } from '@/features/media/queries'\nexport type T = typeof q`],
  ['features/media/queries.ts', `import '@/platform/db'\nexport const q = 1`],
  ['platform/kind.ts', `import type { Other } from './other'\nexport type Kind = Other`],
  ['platform/other.ts', `import './kind'\nexport type Other = 1`],
  ['server/main.ts', `import './router'\nimport './state'\nimport './lifecycle/stop'`],
  ['server/state.ts', `import './render/page-renderer'`],
  ['server/cache/b-circle.ts', `import type { T } from './a-circle'\nexport type U = T`],
  ['server/cache/above.test.ts', `import '../render/page-renderer'`],
  ['server/http/negotiate.ts', ``],
  ['server/render/page-renderer.ts', `import '../cache/page-cache'\nimport '../http/negotiate'`],
  ['server/viewer/viewer-state.ts', `import '../cache/page-cache'`],
  ['server/lifecycle/stop.ts', `import '../cache/page-cache'`],
  ['server/attic/chest.ts', ``],
  ['features/articles/commands/publish-article.ts', `import '@/features/subjects/commands/save-subject'\nimport '@/platform/db'`],
  ['features/articles/publish.test.ts', `import '@/platform/db'\nimport '@/features/subjects/commands/save-subject'\nimport 'vitest'`],
  ['features/subjects/commands/save-subject.ts', ``],
  ['features/votes/commands/cast-vote.ts', ``],
]

const withQueries = ['subjects', 'articles', 'moderation', 'votes', 'search', 'feeds']

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
  for (const name of withQueries) write(`features/${name}/queries.ts`, '')
  for (const [file, text] of allowed) write(file, text)
  for (const { file, imports, typeOnly } of Object.values(faults))
    write(file, !withFaults ? '' : typeOnly ? `import type { T } from '${imports}'\nexport type Fault = T` : `import '${imports}'`)
  return root
}
