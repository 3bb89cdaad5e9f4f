import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { LRUCache } from 'lru-cache'
import type { SentFile } from '@/platform/bridge'
import { isDatabaseAway } from '@/platform/database-away'
import { read } from '@/platform/db'
import { contentTypes, fileName, readFileName } from '../file-names'
import { focusRules, focusSheet } from '../focus'
import { pictureFields, pictureOf, readWidths } from '../picture'
import { removalKey } from '../removal'
import { mediaStore } from '../store/store'
import { mediaFolder, pictureIdOf, smallPictureOf } from '../document/text-pictures'
import { answersRules, answersSheet } from '@/ui/answers-sheet'
import { textRules, textSheet } from '../document/text-sheet'

/** By the name of a medium's files: their widths. What is deleted is known a little longer, and found nowhere. */
const known = new LRUCache<string, readonly number[]>({ max: 5000 })

function sheetOf(text: string): SentFile {
  const rules = Buffer.from(text)
  return {
    type: 'text/css; charset=utf-8',
    etag: `"${createHash('sha256').update(rules).digest('base64url').slice(0, 16)}"`,
    open: () => Promise.resolve({ bytes: rules.length, stream: Readable.from([rules]) }),
  }
}
const sheets = new Map([
  [focusSheet, sheetOf(focusRules())],
  [textSheet, sheetOf(textRules())],
  [answersSheet, sheetOf(answersRules())],
])

/** What is at a path below /media: a file, or for a medium as texts name it the address of its largest JPEG, or of a smaller file that is wide enough. */
export async function findMedia(path: string): Promise<SentFile | { moved: string } | null> {
  const id = pictureIdOf(path)
  if (id) return findPicture(id)
  const small = smallPictureOf(path)
  return small ? findPicture(small.id, small.width) : findMediaFile(path)
}

/** Finds the file at a path of this site. Null for made-up ones, at the cost of two look-ups by key: the store, which may be far away, is not asked. */
export async function findMediaFile(path: string): Promise<SentFile | null> {
  if (!path.startsWith(`${mediaFolder}/`)) return null
  const sheet = sheets.get(path)
  if (sheet) return sheet
  const name = path.slice(mediaFolder.length + 1)
  const parts = readFileName(name)
  if (!parts || !(await isKnown(parts.file, parts.width))) return null
  return { type: contentTypes[parts.format], etag: `"${name}"`, open: () => mediaStore().get(name) }
}

async function findPicture(id: string, wanted?: number): Promise<{ moved: string } | null> {
  const medium = await read.media.findUnique({ where: { id }, select: pictureFields })
  const picture = medium && pictureOf(medium)
  if (!picture || !medium.file || wanted === undefined) return picture && { moved: picture.src }
  const width = readWidths(medium.widths).find((one) => one >= wanted) ?? picture.width
  return { moved: `${mediaFolder}/${fileName(medium.file, width, 'webp')}` }
}

async function isKnown(file: string, width: number): Promise<boolean> {
  const widths = known.get(file)
  if (widths) return widths.includes(width)
  try {
    const medium = await read.media.findUnique({ where: { file }, select: { widths: true } })
    if (medium) {
      const found = readWidths(medium.widths)
      known.set(file, found)
      return found.includes(width)
    }
    // One that was replaced a moment ago is still in pages that somebody has open.
    const removal = await read.job.findUnique({ where: { key: removalKey(file) }, select: { doneAt: true } })
    return removal !== null && removal.doneAt === null
  } catch (error) {
    // Pages that are kept are read while the database is away; their pictures are, too.
    if (isDatabaseAway(error)) return true
    throw error
  }
}
