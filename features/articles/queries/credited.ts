import { note } from '@/platform/cache'
import { read, type Db } from '@/platform/db'
import { Prisma } from '@/prisma/generated/sqlite/client'
import { linkSelect } from '@/features/records/queries/resolve'
import { listShownPictures } from '@/features/media/queries/shown-pictures'
import { recordTag } from '@/features/records/tags'
import { recordLink, type RecordLink, type RecordView } from '@/features/records/view'
import { videoOf, type VideoLink } from '../reading/records'
import { creditRoles, type CreditRole } from '../schema'
import { articlesTag, articleTag, commentsTag } from '../tags'

/** A record that an entry credits, and as what. */
export type CreditedAs = { role: CreditRole; record: RecordLink }

/** What an entry shows outside its list. */
export type EntryFacts = {
  video: VideoLink | null
  /** When its song or video came out: a day, a month or a year. */
  date: string | null
  comments: number
  credits: CreditedAs[]
}

const recordSelect = { ...linkSelect, latitude: true, longitude: true, date: true, url: true, pictureId: true, parent: { select: linkSelect } } as const

/** Posters, dates and credits of entries of published lists, by entry id; asked from their credits alone, so that no list is read whole. */
export async function listEntryFacts(entries: { id: string; articleId: string }[], db: Db = read): Promise<Map<string, EntryFacts>> {
  const rows = await db.entry.findMany({
    where: { id: { in: entries.map(({ id }) => id) } },
    select: {
      id: true,
      heading: true,
      commentCount: true,
      credits: { select: { role: true, record: { select: recordSelect } }, orderBy: { position: 'asc' } },
    },
  })
  note(...entries.map(({ articleId }) => commentsTag(articleId)))
  const posterId = ({ kind, pictureId }: { kind: string; pictureId: string | null }) => (kind === 'video' ? pictureId : null)
  const posters = await listShownPictures(rows.flatMap(({ credits }) => credits.map(({ record }) => posterId(record))), db) // prettier-ignore
  return new Map(
    rows.map(({ id, heading, commentCount, credits }) => {
      const records = new Map<string, RecordView>()
      for (const { record } of credits) {
        const { latitude, longitude, date, url, parent } = record
        const poster = posters.get(posterId(record) ?? '') ?? null
        records.set(record.id, { ...recordLink(record), latitude, longitude, date, url, poster, parent: parent ? recordLink(parent) : null })
        note(recordTag(record.id), ...(parent ? [recordTag(parent.id)] : []))
      }
      const own = credits.flatMap(({ role, record }) => (role in creditRoles ? [{ role: role as CreditRole, subject: record.id }] : []))
      const filmed = credits.find(({ role }) => role === 'video')?.record
      const song = own.find(({ role }) => role === 'song')
      const facts: EntryFacts = {
        video: videoOf({ heading, credits: own, video: filmed?.id ?? null }, records),
        date: (song && records.get(song.subject)?.date) ?? filmed?.date ?? null,
        comments: commentCount,
        credits: own
          .filter(({ role, subject }, index) => own.findIndex((one) => one.role === role && one.subject === subject) === index)
          .map(({ role, subject }) => ({ role, record: records.get(subject)! })),
      }
      return [id, facts]
    }),
  )
}

/** Entries of published lists that show other songs of the same artist, the newest lists first. */
export async function listOtherEntries(artistId: string, { without, take = 3 }: { without: string[]; take?: number }, db: Db = read) {
  note(articlesTag, recordTag(artistId))
  const songs = await db.record.findMany({
    where: { parentId: artistId, kind: 'song', appearances: { gt: 0 } },
    select: { id: true },
    orderBy: [{ appearances: 'desc' }, { id: 'asc' }],
    take: 20,
  })
  // The newest credits of each, which the index has in order: asked for together, all that a well-known artist has would be sorted.
  const newestOf = (id: string, most: number) =>
    Prisma.sql`SELECT "entryId" FROM (SELECT DISTINCT "articleId", "entryId" FROM "Credit" WHERE "subjectId" = ${id} ORDER BY "articleId" DESC, "entryId" DESC LIMIT ${most}) n`
  const newest = [newestOf(artistId, take + without.length), ...songs.map(({ id }) => newestOf(id, 2 * take))]
  const shown = without.length > 0 ? Prisma.sql`AND e."id" NOT IN (${Prisma.join(without)})` : Prisma.empty
  const ids = await db.$queryRaw<{ id: string }[]>`
    SELECT e."id" FROM (${Prisma.join(newest, ' UNION ')}) c CROSS JOIN "Entry" e CROSS JOIN "Article" a
    WHERE e."id" = c."entryId" AND a."id" = e."articleId" AND e."listed" ${shown}
    ORDER BY a."firstPublishedAt" DESC, e."articleId", e."position" LIMIT ${take}`
  const rows = await db.entry.findMany({
    where: { id: { in: ids.map(({ id }) => id) } },
    select: { id: true, slug: true, heading: true, number: true, article: { select: { id: true, slug: true, title: true, entryCount: true } } },
    orderBy: [{ article: { firstPublishedAt: 'desc' } }, { articleId: 'asc' }, { position: 'asc' }],
  })
  note(...rows.map(({ article }) => articleTag(article.id)))
  return rows.map(({ article, ...entry }) => ({ entry, article }))
}
