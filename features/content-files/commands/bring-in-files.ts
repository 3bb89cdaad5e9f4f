import { Readable } from 'node:stream'
import type { z } from 'zod'
import { bringMedium } from '@/features/media/commands/bring-medium'
import { withOtherIds } from '@/features/media/document/text-pictures'
import { read } from '@/platform/db'
import { AppError, forbidden, invalid, isAppError, unauthorized } from '@/platform/errors'
import { limitId, type Limit } from '@/platform/http/rate-limit'
import type { ActingAccount, Actor } from '@/platform/http/request'
import type { ContentFile } from '../format/content-folder'
import { parsePictures, printPictures } from '../format/pictures-file'
import { FormatError } from '../format/problems'
import { mayBringIn } from '../policy'
import type { bringPictureInput, CheckedFiles, checkFilesInput, FilesOutcome, importFilesInput } from '../schema'
import { importContent, type ContentOptions } from './import-content'

/** Each picture of an archive comes by itself. */
const bringing: Limit = { act: 'bring-in-files', burst: 4000, everySeconds: 0.5 }

async function bringer(actor: Actor): Promise<ActingAccount> {
  if (!actor.account) throw unauthorized()
  if (!mayBringIn(actor)) throw forbidden('Only admins and owners bring lists in')
  await limitId(bringing, actor.account.id)
  return actor.account
}

/** What would come of lists and records as files, or of those in an archive, and which of its pictures are not here yet. Nothing is kept. */
export async function checkFiles(actor: Actor, { files, pictures }: z.output<typeof checkFilesInput>): Promise<CheckedFiles> {
  const { id: accountId } = await bringer(actor)
  return orFaults<Pick<CheckedFiles, 'needed' | 'ids'>>({ needed: [], ids: {} }, async () => {
    const named = pictures === null ? [] : [...parsePictures(pictures).values()]
    const here = new Map<string, { id: string; file: string | null }>()
    for (let start = 0; start < named.length; start += 500) {
      const hashes = named.slice(start, start + 500).map(({ hash }) => hash)
      for (const { hash, ...medium } of await read.media.findMany({ where: { hash: { in: hashes } }, select: { hash: true, id: true, file: true } }))
        here.set(hash, medium)
    }
    const outcome = await importAsDrafts(files, { accountId, rehearse: true, coming: new Set(named.map(({ id }) => id)) })
    const needed = named.filter(({ hash }) => !here.get(hash)?.file)
    const others = named.flatMap(({ hash, id }) => (here.get(hash)?.file && here.get(hash)!.id !== id ? [[id, here.get(hash)!.id] as const] : []))
    return { ...outcome, needed: needed.map((one) => ({ file: one.file, id: one.id, about: printPictures([one]) })), ids: Object.fromEntries(others) }
  })
}

/** Takes a picture of an archive in, and says which it is here. One that is here already stays as it is. */
export async function bringPicture(actor: Actor, { pictures, file, bytes }: z.output<typeof bringPictureInput>): Promise<{ id: string }> {
  await bringer(actor)
  try {
    const picture = parsePictures(pictures).get(file)
    if (!picture) throw invalid(`The archive says nothing of ${file}`)
    const { id } = await bringMedium(picture, Readable.from([Buffer.from(bytes, 'base64')]))
    return { id }
  } catch (error) {
    if (error instanceof FormatError) throw new AppError('invalid', error.message)
    if (!isAppError(error)) throw error
    throw new AppError(error.code, `${file}: ${error.message}`)
  }
}

/** Makes drafts of lists as files, or changes theirs, with the records that are beside them; nothing is published. */
export async function bringInFiles(actor: Actor, { files, ids }: z.output<typeof importFilesInput>): Promise<FilesOutcome> {
  const { id: accountId } = await bringer(actor)
  const other = new Map(Object.entries(ids))
  return orFaults<object>({}, () => importAsDrafts(files.map(({ name, text }) => ({ name, text: withOtherIds(text, other) })), { accountId })) // prettier-ignore
}

async function importAsDrafts(files: readonly ContentFile[], options: ContentOptions): Promise<FilesOutcome> {
  const { lists, notes, left, recordsAdded, recordsChanged, seriesAndAuthors } = await importContent(files, options)
  return {
    faults: [],
    lists: lists.map(({ slug, articleId, draft, scheduled, note }) => ({ slug, id: articleId, draft, scheduled: scheduled?.toISOString() ?? null, note })),
    recordsAdded,
    recordsChanged,
    seriesAndAuthors,
    notes: [...notes.map(({ file, line, message }) => `${file}, line ${line}: ${message}`), ...left],
  }
}

/** The faults of files are an answer: each is told by its file and line. */
async function orFaults<T extends object>(more: T, act: () => Promise<FilesOutcome & T>): Promise<FilesOutcome & T> {
  try {
    return await act()
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    const faults = error.problems.map(({ file, line, message }) => `${file}, line ${line}: ${message}`)
    return { faults, lists: [], recordsAdded: 0, recordsChanged: 0, seriesAndAuthors: 0, notes: [], ...more }
  }
}
