import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { pageQueries } from '@/app/page-queries'
import { pagerKeys } from '@/app/(site)/_page/page-number'
import { conversationKeys } from '@/features/comments/addresses'
import { searchKeys, typedKeys } from '@/features/search/schema'
import { kindOf } from '@/server/cache/cache-rules'

/** The query of a page is read in ways that say which keys are read, and app/page-queries.ts declares just these. */

const root = path.resolve(import.meta.dirname, '../..')
const site = path.join(root, 'app/(site)')

/** What a page can read: the text between `(searchParams` and the end of the call, and the keys. */
const readers: [call: RegExp, keys: readonly string[]][] = [
  [/\bpageOf\(searchParams\)/, pagerKeys],
  [/\breadQuery\(searchParams, conversationKeys\)/, conversationKeys],
  [/\breadQuery\(searchParams, searchKeys\)/, searchKeys],
  [/\bgetEndpoint\(typedInput,/, typedKeys],
]
const privateReader = /\bqueryValue\(searchParams, '[a-z]+'\)/
const mentions = [/\{ (?:\w+, )*searchParams \}/, /\bsearchParams\??: /]

/** The first mention of `searchParams` that does not say which keys it reads, or null. */
function unclearReadOf(text: string): string | null {
  let rest = text
  for (const pattern of [...readers.map(([call]) => call), privateReader, ...mentions]) rest = rest.replaceAll(new RegExp(pattern, 'g'), '')
  return /.*(?:searchParams|SearchParams).*/.exec(rest)?.[0].trim() ?? null
}

const keysReadIn = (text: string) => readers.flatMap(([call, keys]) => (call.test(text) ? keys : []))

/** A page's file, and the files of app/(site) that it imports, as texts. */
function sourcesOf(file: string, seen = new Set<string>()): string[] {
  if (seen.has(file)) return []
  seen.add(file)
  const text = fs.readFileSync(file, 'utf8')
  const imported = [...text.matchAll(/from '(\.[^']*)'/g)].map(([, target = '']) => path.resolve(path.dirname(file), target))
  const files = imported.flatMap((target) => [`${target}.tsx`, `${target}.ts`].filter((name) => name.startsWith(site) && fs.existsSync(name)))
  return [text, ...files.flatMap((name) => sourcesOf(name, seen))]
}

const allFiles = fs.readdirSync(site, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name) && !name.includes('.test.'))
const routeOf = (file: string) => `/${path.dirname(file)}`.replace(/^\/\.$/, '/')
const pages = allFiles.filter((name) => ['page.tsx', 'route.ts'].includes(path.basename(name)))
const shared = pages.filter((file) => kindOf(routeOf(file)) !== 'private')

test('no page reads its query in a way that hides its keys', () => {
  const found = allFiles.flatMap((name) => unclearReadOf(fs.readFileSync(path.join(site, name), 'utf8').replace(/^\/\*\* The `searchParams`.*$/m, '')) ?? [])
  expect(found).toEqual([])
})

test.each([
  'const { sort } = await searchParams',
  'findConversation(place, await searchParams)',
  'const query = props.searchParams',
  'readQuery(searchParams, keysOfMine)',
  'use(searchParams).page',
  'const params = useSearchParams()',
])('a planted fault is found: %s', (fault) => expect(unclearReadOf(`type Props = { searchParams: Query }\n${fault}`)).toContain(fault))

test('only private pages read single values', () => {
  const single = pages.filter((file) => privateReader.test(fs.readFileSync(path.join(site, file), 'utf8')))
  expect(single.length).toBeGreaterThan(0)
  expect(single.filter((file) => shared.includes(file))).toEqual([])
})

test('the keys that shared pages read are those that are declared, route by route', () => {
  const read = shared
    .map((file): [string, string[]] => [routeOf(file), [...new Set(sourcesOf(path.join(site, file)).flatMap(keysReadIn))].sort()])
    .filter(([, keys]) => keys.length > 0)
  const declared = pageQueries.map(({ route, keys }): [string, string[]] => [route, [...keys].sort()])
  expect(Object.fromEntries(declared)).toEqual(Object.fromEntries(read))
  expect(new Set(declared.map(([route]) => route)).size).toBe(declared.length)
})
