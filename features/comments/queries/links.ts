import { jsonOf, type Db } from '@/platform/db'
import { Prisma } from '@/prisma/generated/sqlite/client'
import type { Links } from '../markdown'
import { mentionsShape, type Mentions } from '../mentions'

type Entry = { id: string; slug: string; heading: string; list: string }

/** Where what these comments mention is: one statement when any does. An entry's heading is the link's title, a comment has none. */
export async function findLinks(db: Db, rows: { id: string; mentions: unknown }[]): Promise<Map<string, Links>> {
  const found = rows.flatMap(({ id, mentions }) => {
    const parsed = mentions === null ? null : mentionsShape.safeParse(jsonOf(mentions))
    return parsed?.success ? [[id, parsed.data] as const] : []
  })
  const entryIds = [...new Set(found.flatMap(([, mentions]) => Object.entries(mentions).flatMap(([written, id]) => (written.startsWith('#') ? [id] : []))))]
  const entries = entryIds.length === 0 ? [] : await db.$queryRaw<Entry[]>`
    SELECT e."id", e."slug", e."heading", a."slug" AS "list" FROM "Entry" e JOIN "Article" a ON a."id" = e."articleId" WHERE e."id" IN (${Prisma.join(entryIds)})` // prettier-ignore
  const entryOf = new Map(entries.map((entry) => [entry.id, entry]))
  // None where all that was mentioned has gone: what has no links is not looked through for any.
  return new Map(
    found.flatMap(([id, mentions]): [string, Links][] => {
      const links = linksOf(mentions, entryOf)
      return Object.keys(links).length > 0 ? [[id, links]] : []
    }),
  )
}

function linksOf(mentions: Mentions, entryOf: Map<string, Entry>): Links {
  const links: Links = {}
  for (const [written, id] of Object.entries(mentions)) {
    const entry = entryOf.get(id)
    if (!written.startsWith('#')) links[written] = { href: `?comment=${id}#comment-${id}` }
    else if (entry) links[written] = { href: `/articles/${entry.list}/${entry.slug}`, title: entry.heading }
  }
  return links
}
