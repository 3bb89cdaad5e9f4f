import { config } from '@/platform/config'
import { read } from '@/platform/db'
import { mediaFolder, pictureIdOf } from '../document/text-pictures'
import { readFileName } from '../file-names'

/** The medium that a whole address names on this site: as texts name it, or by a file, as its pages do. Null for any other, and for one that is not here. */
export async function findOwnMedium(address: string): Promise<string | null> {
  if (!URL.canParse(address)) return null
  const { origin, pathname } = new URL(address)
  if (origin !== new URL(config.siteUrl).origin || !pathname.startsWith(`${mediaFolder}/`)) return null
  const id = pictureIdOf(pathname)
  const file = readFileName(pathname.slice(mediaFolder.length + 1))?.file
  if (id === null && file === undefined) return null
  const found = await read.media.findFirst({ where: id === null ? { file } : { id, file: { not: null } }, select: { id: true } })
  return found?.id ?? null
}
