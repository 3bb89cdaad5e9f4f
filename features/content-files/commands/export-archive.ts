import { createTarPacker } from 'modern-tar'
import { Readable } from 'node:stream'
import { fileName } from '@/features/media/file-names'
import { pictureIdsIn } from '@/features/media/document/text-pictures'
import { readWidths } from '@/features/media/picture'
import { mediaStore } from '@/features/media/store/store'
import { currentTime } from '@/platform/clock'
import { read, type Db } from '@/platform/db'
import { AppError } from '@/platform/errors'
import type { Prisma } from '@/prisma/generated/sqlite/client'
import { exportContent, type ExportedContent, type ExportOptions } from './export-content'
import { printPictures, picturesFileName, type ArchivedPicture } from '../format/pictures-file'

export type ExportedArchive = ExportedContent & {
  /** How many pictures are in it. */
  pictures: number
  /** A tar file. It is made while it is read, and one picture is in memory at a time. */
  stream: Readable
}

/**
 * Lists and shared records as files, with the pictures that they show and their words, in one tar file; of `all` also the pictures that nothing shows. Of each picture the largest one that is
 * kept is in it: what was sent is not kept. A picture of which only the hash is known cannot be in it, so nothing in it names that.
 */
export async function exportArchive(which: readonly string[] | 'all', options: ExportOptions = {}, db: Db = read): Promise<ExportedArchive> {
  const unknown = await db.media.findMany({ where: { file: null }, select: { hash: true } })
  const content = await exportContent(which, { ...options, without: new Set(unknown.map(({ hash }) => hash)) }, db)
  const pictures = await listPictures(db, which === 'all' ? null : content.files.map(({ text }) => text))
  return { ...content, pictures: pictures.length, stream: pack(content.files, pictures) }
}

type Packed = ArchivedPicture & { stored: string }

/** Those that these texts name, or all (null), by when they came. */
async function listPictures(db: Db, texts: readonly string[] | null): Promise<Packed[]> {
  const wheres: Prisma.MediaWhereInput[] = texts === null ? [{}] : [...slicesOf(pictureIdsIn(texts)).map((id) => ({ id: { in: id } })), ...slicesOf(hashesIn(texts)).map((hash) => ({ hash: { in: hash } }))] // prettier-ignore
  const found = new Map<string, Packed>()
  for (const where of wheres)
    for (const row of await db.media.findMany({ where: { AND: [where, { file: { not: null } }] } })) {
      const { id, hash, name, alt, decorative, credit, focusX, focusY, file, widths } = row
      const largest = readWidths(widths).at(-1)
      if (!file || !largest) continue
      // WebP keeps what can be seen through, which JPEG does not.
      const stored = fileName(file, largest, 'webp')
      const focus = { x: focusX, y: focusY }
      found.set(id, { id, hash, type: 'image/webp', file: `pictures/${hash}.webp`, name, alt, decorative, credit, focus, stored })
    }
  return [...found.values()].toSorted((one, other) => (one.id < other.id ? -1 : 1))
}

/** Hashes of media in the texts of files: covers, and the pictures of records. */
const hashesIn = (texts: readonly string[]) => [
  ...new Set(texts.flatMap((text) => [...text.matchAll(/^ *(?:cover|picture): "?([0-9a-f]{64})"?$/gm)].map(([, hash]) => hash!))),
]

const slicesOf = <T>(all: readonly T[]) => Array.from({ length: Math.ceil(all.length / 500) }, (_, index) => all.slice(index * 500, (index + 1) * 500))

function pack(files: ExportedContent['files'], pictures: readonly Packed[]): Readable {
  const { readable, controller } = createTarPacker()
  const mtime = currentTime()
  const add = async (name: string, size: number, chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>) => {
    const writer = controller.add({ name, size, mtime, mode: 0o600, type: 'file' }).getWriter()
    for await (const chunk of chunks) {
      await writer.ready
      await writer.write(chunk)
    }
    await writer.close()
  }
  const all = async () => {
    for (const { name, text } of [{ name: picturesFileName, text: printPictures(pictures) }, ...files]) {
      const bytes = Buffer.from(text)
      await add(name, bytes.length, [bytes])
    }
    for (const { file, stored, name, id } of pictures) {
      const content = await mediaStore().get(stored)
      if (!content) throw new AppError('not_found', `The file of the picture “${name || id}” is not where pictures are kept: replace or delete that picture`)
      await add(file, content.bytes, content.stream)
    }
    controller.finalize()
  }
  all().catch((error: unknown) => controller.error(error))
  return Readable.fromWeb(readable as Parameters<typeof Readable.fromWeb>[0])
}
