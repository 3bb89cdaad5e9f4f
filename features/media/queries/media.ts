import { config } from '@/platform/config'
import { read, type Db } from '@/platform/db'
import { forbidden, notFound } from '@/platform/errors'
import type { Actor } from '@/platform/http/request'
import { fold } from '@/platform/text/fold'
import type { Prisma } from '@/prisma/generated/sqlite/client'
import { mayChangeMedium, mayUseMedia } from '../policy'
import { pictureFields, pictureOf, type Picture } from '../picture'
import type { MediaShow } from '../limits'
import { usedBytes } from './used-bytes'
import { usesOf, type Use } from './where-used'

/** A medium as the studio shows it. */
export type Medium = {
  id: string
  /** What the list format calls it (`cover:`). */
  hash: string
  name: string
  alt: string
  decorative: boolean
  credit: string
  type: string
  bytes: number
  createdAt: Date
  replacedAt: Date | null
  /** Null for one of which only the hash is known. */
  picture: Picture | null
  /** How many lists have it as their cover, and how many records as their picture. In which texts it stands is looked up for one medium alone (`uses`). */
  shownIn: { covers: number; records: number }
  mayChange: boolean
}

const select = {
  id: true,
  hash: true,
  name: true,
  alt: true,
  decorative: true,
  credit: true,
  type: true,
  bytes: true,
  createdAt: true,
  replacedAt: true,
  uploadedById: true,
  ...pictureFields,
} as const

type Asked = Pick<Db, 'media' | 'article' | 'record'>
type Row = NonNullable<Awaited<ReturnType<typeof findRow>>>
const findRow = (db: Asked, id: string) => db.media.findUnique({ where: { id }, select })

async function toMedia(db: Asked, actor: Actor, rows: Row[]): Promise<Medium[]> {
  const shownIn = await countShown(db, rows)
  return rows.map((row) => {
    const { id, hash, name, alt, decorative, credit, type, bytes, createdAt, replacedAt } = row
    const mayChange = mayChangeMedium(actor, row)
    return { id, hash, name, alt, decorative, credit, type, bytes, createdAt, replacedAt, picture: pictureOf(row), shownIn: shownIn(id), mayChange }
  })
}

/** Asked with the media themselves, those of all lists and records of the site would be counted first, for one picture too. */
async function countShown(db: Asked, media: { id: string }[]): Promise<(id: string) => Medium['shownIn']> {
  const ids = media.map(({ id }) => id)
  const _count = { _all: true } as const
  const covers = await db.article.groupBy({ by: ['coverId'], where: { coverId: { in: ids } }, _count })
  // A record that was merged is not shown: what it leads to is. Asked for the others alone, SQLite looks through all that were not merged.
  const records = await db.record.groupBy({ by: ['pictureId', 'mergedIntoId'], where: { pictureId: { in: ids } }, _count })
  return (id) => ({
    covers: covers.find(({ coverId }) => coverId === id)?._count._all ?? 0,
    records: records.find(({ pictureId, mergedIntoId }) => pictureId === id && mergedIntoId === null)?._count._all ?? 0,
  })
}

function refuseReaders(actor: Actor): void {
  if (!mayUseMedia(actor)) throw forbidden('Only writers see the pictures of this site')
}

const pageSize = 48

const undescribed = { alt: '', decorative: false }

/** Which media these words mean to somebody. */
const shows: Record<MediaShow, (actor: Actor) => Prisma.MediaWhereInput> = {
  all: () => ({}),
  undescribed: () => undescribed,
  /* But in texts. */ unused: () => ({ covers: { none: {} }, records: { none: { mergedIntoId: null } } }),
  mine: ({ account }) => ({ uploadedById: account?.id ?? '' }),
}

/**
 * Media, newest first, whose name, alt text or credit holds `q`. `next`: what to ask for after these; `newer`: for the page before this one, '' when that is the first,
 * null when there is none. `undescribed` counts all that have no alt text; `used` and `quota` are in bytes.
 */
export async function listMedia(actor: Actor, { q, show = 'all', after }: { q: string; show?: MediaShow; after?: string }, size = pageSize, db: Db = read) {
  refuseReaders(actor)
  const search = fold(q)
  const asked: Prisma.MediaWhereInput = { ...shows[show](actor), ...(search && { search: { contains: search } }) }
  const [rows, before, used, total, unsaid] = await Promise.all([
    db.media.findMany({ where: { ...asked, ...(after && { id: { lt: after } }) }, orderBy: { id: 'desc' }, take: size + 1, select }),
    after ? db.media.findMany({ where: { ...asked, id: { gte: after } }, orderBy: { id: 'asc' }, take: size + 1, select: { id: true } }) : [],
    usedBytes(db),
    db.media.count(),
    db.media.count({ where: undescribed }),
  ])
  const shown = rows.slice(0, size)
  return {
    media: await toMedia(db, actor, shown),
    next: rows.length > size ? shown.at(-1)!.id : null,
    newer: before.length === 0 ? null : (before[size]?.id ?? ''),
    total,
    undescribed: unsaid,
    used,
    quota: config.media.quota,
  }
}

/** One medium. Throws forbidden or not_found. */
export async function getMedium(actor: Actor, id: string, db: Asked = read): Promise<Medium> {
  refuseReaders(actor)
  const row = await findRow(db, id)
  if (!row) throw notFound('There is no such picture: somebody may have deleted it')
  return (await toMedia(db, actor, [row]))[0]!
}

/** The same with where it is shown, for which all texts are looked through. */
export const getMediumWithUses = async (actor: Actor, id: string): Promise<Medium & { uses: Use[] }> => ({
  ...(await getMedium(actor, id)),
  uses: await usesOf(read, actor, id),
})
