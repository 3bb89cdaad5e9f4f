'use client'

// Loaded when an address of a video is pasted.
import { findEntry } from '@/features/articles/document/parts'
import type { ListEntry } from '@/features/articles/schema'
import { findRecordsAction, saveRecordAction } from '@/features/records/actions'
import type { FoundRecord } from '@/features/records/queries/find-records-by-name'
import { slugify } from '@/platform/text/slugify'
import { videoUrl, type VideoAddress } from '@/platform/text/video-address'
import { changeEntry } from '../document/entries'
import { nameOfVideo, videoIn, withAddress } from '../document/pasted-video'
import type { EditorContext } from './editor-context.client'

type Given = Pick<EditorContext, 'records' | 'addRecord' | 'change' | 'tell'> & { entry: ListEntry }

/** The record of a video, which is made where there is none; null when that is not possible. */
async function recordOf(video: VideoAddress, { entry, records }: Given): Promise<FoundRecord | null> {
  const url = videoUrl(video)
  const found = await findRecordsAction({ text: url, kinds: ['video'] }).catch(() => null)
  if (!found?.ok) return null
  if (found.value[0]) return found.value[0]
  const song = entry.credits.find(({ role }) => role === 'song')?.subject
  const name = nameOfVideo(entry, song && records[song]?.name)
  const input = { id: null, base: {}, kind: 'video' as const, name, names: [], description: '', latitude: null, longitude: null, date: null, url }
  const make = (slug: string, parentId: string | null) => saveRecordAction({ ...input, slug, parentId }).catch(() => null)
  const own = slugify(`${name.slice(0, 60)} ${video.id}`) || 'video'
  let slug = slugify(name) || own
  let answer = await make(slug, song ?? null)
  // Its address is taken, or on this site editors say what a record belongs to.
  if (answer && !answer.ok && answer.error.fields) answer = await make((slug = answer.error.fields.slug ? own : slug), answer.error.fields.parentId ? null : (song ?? null)) // prettier-ignore
  if (!answer?.ok) return null
  return { id: answer.value.id, kind: 'video', slug, name, original: null, under: null, date: null, url }
}

/** Makes the one video that stands alone in pasted words the video of an entry, in one step. Returns what of the words is for the text. `at`: where they were pasted. */
export async function takeVideo(words: string, at: () => number | null, given: Given): Promise<string> {
  const { entry, addRecord, change, tell } = given
  const found = videoIn(words)
  const record = found && (await recordOf(found.video, given))
  if (!found || !record) return words
  addRecord(record)
  let isSet = false
  change((now) => {
    // Another one was set meanwhile.
    isSet = findEntry(now, entry.id)?.entry.video === null
    return isSet ? changeEntry(now, entry.id, { video: record.id }) : now
  })
  if (!isSet) return words
  const putInText = () =>
    change((now) => {
      const placed = findEntry(now, entry.id)?.entry
      return placed?.video === record.id ? changeEntry(now, entry.id, { video: null, body: withAddress(placed.body, found.video, at()) }) : now
    })
  tell(`“${record.name}” is the video of this entry.`, { words: 'Put it in the text instead', run: putInText })
  return found.rest
}
