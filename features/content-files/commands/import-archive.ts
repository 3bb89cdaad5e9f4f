import { createTarDecoder } from 'modern-tar'
import { Readable } from 'node:stream'
import type { ReadableStream as NodeReadableStream } from 'node:stream/web'
import { bringMedium } from '@/features/media/commands/bring-medium'
import { withOtherIds } from '@/features/media/document/text-pictures'
import { AppError, isAppError } from '@/platform/errors'
import { BrokenOff } from '@/platform/http/body'
import { importContent, type ImportedContent, type ImportProgress } from './import-content'
import type { ImportOptions } from './import-options'
import { readContentText, type ContentFile } from '../format/content-folder'
import { FormatError } from '../format/problems'
import { parsePictures, picturesFileName, type ArchivedPicture } from '../format/pictures-file'

export type ImportedArchive = ImportedContent & { files: ContentFile[]; pictures: { added: number; there: number } }

/** Of all texts together; of one picture `mediaLimits` says it. */
const maxTextBytes = 256_000_000

type Entry = { header: { name: string; type?: string }; body: NodeReadableStream<Uint8Array> }

/**
 * Imports a tar file that `exportArchive` made: its pictures first, one after the other, then its lists and records as `importContent` does. Pictures that are here already stay as they are, so
 * that importing it twice changes nothing. The first picture that is refused ends it, by its name: those before it are here then, and no list was touched.
 */
export async function importArchive(bytes: AsyncIterable<Uint8Array>, options: ImportOptions & { progress?: ImportProgress } = {}): Promise<ImportedArchive> {
  const { files, pictures, ids } = await readAll(bytes)
  const texts = files.map(({ name, text }) => ({ name, text: withOtherIds(text, ids) }))
  return { ...(await importContent(texts, options)), files: texts, pictures }
}

async function readAll(bytes: AsyncIterable<Uint8Array>) {
  const files: ContentFile[] = []
  const pictures = { added: 0, there: 0 }
  const ids = new Map<string, string>()
  let named: Map<string, ArchivedPicture> | null = null
  let textBytes = 0
  // What went wrong here, and not in the archive: a database that is away, for one.
  let failed: unknown
  const stream = Readable.toWeb(Readable.from(bytes)) as unknown as ReadableStream<Uint8Array>
  try {
    for await (const { header, body } of stream.pipeThrough(createTarDecoder({ strict: true })) as unknown as AsyncIterable<Entry>) {
      const { name, type = 'file' } = header
      const content = Readable.fromWeb(body)
      if (type !== 'file') throw notOurs(`it holds ${name}, which is no file`)
      if (named === null && name !== picturesFileName) throw notOurs(`its first file is not ${picturesFileName}`)
      if (name.startsWith('pictures/')) {
        const picture = named!.get(name)
        if (!picture) throw notOurs(`${picturesFileName} says nothing of ${name}`)
        named!.delete(name)
        const { id, isNew } = await bring(picture, content).catch((error: unknown) => {
          failed = error
          throw error
        })
        // Of one that is here the file is passed over.
        if (!isNew) for await (const _ of content as AsyncIterable<Uint8Array>);
        if (id !== picture.id) ids.set(picture.id, id)
        pictures[isNew ? 'added' : 'there']++
        continue
      }
      if (!/^[^/\\]+\.(md|ya?ml)$/i.test(name)) throw notOurs(`it holds ${name}`)
      const chunks: Buffer[] = []
      for await (const chunk of content as AsyncIterable<Uint8Array>) {
        textBytes += chunk.length
        if (textBytes > maxTextBytes) throw notOurs('its texts have no end')
        chunks.push(Buffer.from(chunk))
      }
      const text = readContentText(name, Buffer.concat(chunks))
      if (name === picturesFileName) named = parsePictures(text)
      else files.push({ name, text })
    }
  } catch (error) {
    if (error === failed || isAppError(error) || error instanceof FormatError || (error as NodeJS.ErrnoException).code?.startsWith('E')) throw error
    throw notOurs(`it is damaged or cut short (${(error as Error).message})`)
  }
  const [missing] = named?.keys() ?? []
  if (missing) throw notOurs(`${missing} is missing`)
  if (!named) throw notOurs('it is empty')
  return { files, pictures, ids }
}

const notOurs = (why: string) => new AppError('invalid', `This is no whole archive of lists and pictures: ${why}. No list was touched.`)

/** Takes one in; what is wrong with it is told with its name. */
async function bring(picture: ArchivedPicture, content: Readable): Promise<{ id: string; isNew: boolean }> {
  try {
    return await bringMedium(picture, content as AsyncIterable<Uint8Array>)
  } catch (error) {
    if (error instanceof BrokenOff) throw notOurs(`it is cut short in ${picture.file}`)
    if (!isAppError(error)) throw error
    throw new AppError(error.code, `${picture.file}${picture.name ? ` (${picture.name})` : ''}: ${error.message} No list was touched.`)
  }
}
