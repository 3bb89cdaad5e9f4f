import { note } from '@/platform/cache'
import { read, type Db } from '@/platform/db'
import { pictureFields, pictureOf, type Picture } from '../picture'
import { mediumTag } from '../tags'

/** A picture with what is said of it where it stands alone: '' when it is decoration. */
export type ShownPicture = Picture & { alt: string; credit: string }

/** The pictures of these media for a page, which is made anew when one of them changes. What has no files is not among them. */
export async function listShownPictures(mediaIds: readonly (string | null | undefined)[], db: Pick<Db, 'media'> = read): Promise<Map<string, ShownPicture>> {
  const ids = [...new Set(mediaIds.flatMap((id) => id ?? []))]
  if (ids.length === 0) return new Map()
  note(...ids.map(mediumTag))
  const select = { id: true, alt: true, decorative: true, credit: true, ...pictureFields } as const
  const rows = (await Promise.all(slicesOf(ids).map((some) => db.media.findMany({ where: { id: { in: some } }, select })))).flat()
  return new Map(
    rows.flatMap((row) => {
      const picture = pictureOf(row)
      return picture ? [[row.id, { ...picture, alt: row.decorative ? '' : row.alt, credit: row.credit }] as const] : []
    }),
  )
}

const slicesOf = (ids: readonly string[]) => Array.from({ length: Math.ceil(ids.length / 500) }, (_, index) => ids.slice(index * 500, (index + 1) * 500))

/** Which of these media are there and have files. */
export async function listPictureIds(ids: readonly string[], db: Pick<Db, 'media'> = read): Promise<Set<string>> {
  const found = new Set<string>()
  for (const some of slicesOf(ids))
    for (const { id } of await db.media.findMany({ where: { id: { in: some }, file: { not: null } }, select: { id: true } })) found.add(id)
  return found
}
