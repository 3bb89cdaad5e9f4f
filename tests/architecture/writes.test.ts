import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')

type Pattern = { name: string; pattern: RegExp; allowed: RegExp; fault: string; fine: string }

/** What no import shows. Each pattern is held against a fault that it must find, and a line that it must let pass. */
const patterns: Pattern[] = [
  {
    name: 'transactions are begun by platform/db alone',
    pattern: /\.\$transaction\b/,
    allowed: /^platform\/db(\/|\.ts)/,
    fault: `return tx.$transaction(fn)`,
    fine: `return write(fn)`,
  },
  {
    name: 'SQL that changes something runs inside write(fn), in commands and jobs',
    pattern: /\.\$executeRaw(Unsafe)?\b/,
    allowed: /^platform\/|^features\/[^/]+\/(commands\/|jobs\.ts)/,
    fault: 'await read.$executeRaw`DELETE FROM "Vote"`',
    fine: 'await read.$queryRaw`SELECT 1`',
  },
  {
    name: 'stored documents are read by readDocument, not by the rules for what is published',
    pattern: /\b(listDocument|draftDocument)\s*\.\s*(parse|safeParse|parseAsync|safeParseAsync)\(/,
    allowed: /^features\/(articles\/publishable\.ts|editor\/ui\/use-autosave\.client\.ts)$/,
    fault: `const document = listDocument.parse(edition.document)`,
    fine: `const document = readDocument(edition.document)`,
  },
  {
    name: 'no stored document is taken for what it should be',
    pattern: /\bas (unknown as )?ListDocument\b|\.document as (?!const)/,
    allowed: /^$/,
    fault: `const document = edition.document as unknown as ListDocument`,
    fine: `const document: ListDocument = readDocument(edition.document)`,
  },
  {
    name: 'clients are made by platform/db alone',
    pattern: /new (PrismaClient|PrismaPg|PrismaBetterSqlite3)\b/,
    allowed: /^platform\/db(\/|\.ts)/,
    fault: `const prisma = new PrismaClient({ adapter })`,
    fine: `import type { PrismaClient } from '@/prisma/generated/sqlite/client'`,
  },
  {
    name: 'nothing is written through the client that reads',
    pattern: /\bread\.\w+\.(create|createMany|update|updateMany|upsert|delete|deleteMany)\(/,
    allowed: /^$/,
    fault: `await read.vote.deleteMany({})`,
    fine: `await read.vote.findMany({})`,
  },
  {
    name: 'components of the browser say so in their name',
    pattern: /^\s*['"]use client['"]/m,
    allowed: /\.client\.tsx?$|^app\/(global-error|admin\/error)\.tsx$/,
    fault: `'use client'\nexport function Button() {}`,
    fine: `// 'use client' is for the studio`,
  },
  {
    name: "readers' pages have no script, style attribute or Suspense of their own",
    pattern: /\bstyle=\{|<Suspense\b|<script(?![^>]*application\/ld\+json)/,
    allowed: /^(?!app\/\(site\)\/)|\.test\.tsx?$/,
    fault: `<p style={{ color: 'red' }}>`,
    fine: `<script type="application/ld+json">`,
  },
  {
    name: 'text from people reaches HTML through one door',
    pattern: /dangerouslySetInnerHTML/,
    allowed: /^(app\/\((site|preview)\)\/|features\/[^/]+\/ui\/|ui\/)/,
    fault: `<p dangerouslySetInnerHTML={{ __html: body }} />`,
    fine: `<Prose html={body} />`,
  },
]

function sources(dir: string): string[] {
  if (!fs.existsSync(path.join(root, dir))) return []
  return fs.readdirSync(path.join(root, dir), { withFileTypes: true }).flatMap((entry) => {
    const file = `${dir}/${entry.name}`
    return entry.isDirectory() ? sources(file) : /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file) ? [file] : []
  })
}

const files = ['app', 'cli', 'features', 'platform', 'server', 'ui'].flatMap(sources)

test('there are sources to read', () => expect(files.length).toBeGreaterThan(2))

describe.each(patterns)('$name', ({ pattern, allowed, fault, fine }) => {
  test('in the sources', () => {
    expect(files.filter((file) => !allowed.test(file) && pattern.test(fs.readFileSync(path.join(root, file), 'utf8')))).toEqual([])
  })
  test('finds a planted fault, and nothing else', () => {
    expect(pattern.test(fault)).toBe(true)
    expect(pattern.test(fine)).toBe(false)
  })
})

test('no file is past 400 lines', () => {
  const long = files.filter((file) => fs.readFileSync(path.join(root, file), 'utf8').split('\n').length > 401)
  expect(long).toEqual([])
})
