import { config } from '@/platform/config'
import { read, type Db } from '@/platform/db'
import { forbidden, notFound } from '@/platform/errors'
import type { Actor } from '@/platform/http/request'
import { fold } from '@/platform/text/fold'
import { mayChangeMedium, mayUseMedia } from '../policy'
import { pictureOf, type Picture } from '../picture'
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
  file: true,
  widths: true,
  width: true,
  height: true,
  thumbhash: true,
  focusX: true,
  focusY: true,
} as const

type Row = NonNullable<Awaited<ReturnType<typeof findRow>>>
const findRow = (db: Db, id: string) => db.media.findUnique({ where: { id }, select })

function toMedium(actor: Actor, row: Row): Medium {
  const { id, hash, name, alt, decorative, credit, type, bytes, createdAt, replacedAt } = row
  const mayChange = mayChangeMedium(actor, row)
  return { id, hash, name, alt, decorative, credit, type, bytes, createdAt, replacedAt, picture: pictureOf(row), mayChange }
}

function refuseReaders(actor: Actor): void {
  if (!mayUseMedia(actor)) throw forbidden('Only writers see the pictures of this site')
}

const pageSize = 48

/** Media, newest first, whose name, alt text or credit holds `q`. `next`: what to ask for after these; `used` and `quota` in bytes. */
export async function listMedia(actor: Actor, { q, after }: { q: string; after?: string }, size = pageSize) {
  refuseReaders(actor)
  const search = fold(q)
  const where = { ...(search && { search: { contains: search } }), ...(after && { id: { lt: after } }) }
  const [rows, used] = await Promise.all([read.media.findMany({ where, orderBy: { id: 'desc' }, take: size + 1, select }), usedBytes(read)])
  const shown = rows.slice(0, size)
  return {
    media: shown.map((row) => toMedium(actor, row)),
    next: rows.length > size ? shown.at(-1)!.id : null,
    used,
    quota: config.media.quota,
  }
}

/** One medium, with where it is shown. Throws forbidden or not_found. */
export async function getMedium(actor: Actor, id: string): Promise<Medium & { uses: Use[] }> {
  refuseReaders(actor)
  const row = await findRow(read, id)
  if (!row) throw notFound('There is no such picture: somebody may have deleted it')
  return { ...toMedium(actor, row), uses: await usesOf(read, actor, id) }
}
