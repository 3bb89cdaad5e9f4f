import type { Picture } from '@/features/media/picture'
import { creditRoles, type ListEntry } from '@/features/articles/schema'

/** What the looks of an entry need to know of a record. */
type Known = { id: string; name: string; original: { name: string; lang: string } | null; under: string | null; url: string | null; picture?: Picture }
type Records<R extends Known> = Readonly<Record<string, R>>

/** The credits of an entry as chips, in the writer's order. */
export const chipsOf = <R extends Known>(entry: ListEntry, records: Records<R>) =>
  entry.credits.flatMap(({ role, subject }) => {
    const record = records[subject]
    return record ? [{ key: `${role}:${subject}`, role: creditRoles[role], record }] : []
  })

/** What stands on an entry's poster; null when the page draws none, since there is neither a song nor a video. */
export function posterOf<R extends Known>(entry: ListEntry, records: Records<R>): { by: string; title: string; hasVideo: boolean; picture?: Picture } | null {
  const video = entry.video ? records[entry.video] : undefined
  const creditedAs = (role: string) => entry.credits.filter((credit) => credit.role === role).flatMap(({ subject }) => records[subject] ?? [])
  const song = creditedAs('song')[0]
  if (!video && !song) return null
  const artists = creditedAs('artist').map(({ name }) => name)
  const by = artists.length > 0 ? artists.join(', ') : (song?.under ?? video?.under ?? '')
  return { by, title: song?.name ?? video?.name ?? entry.heading, hasVideo: Boolean(video), picture: video?.picture }
}

type Stretch = { text: string; look: 'strong' | 'em' | null }
const marked = /(?<!\\)(\*\*?)(?!\s)([^*]+)(?<![\s\\])\1/g
const unescaped = (text: string) => text.replace(/\\([!-/:-@[-`{-~])/g, '$1')

/** A line of inline Markdown in stretches, as nearly every subheading has it: strong, in italics, or plain. The page's own reading is the true one. */
export function stretchesOf(line: string): Stretch[] {
  const stretches: Stretch[] = []
  let end = 0
  for (const { 0: whole, 1: sign, 2: text, index } of line.matchAll(marked)) {
    if (index > end) stretches.push({ text: unescaped(line.slice(end, index)), look: null })
    stretches.push({ text: unescaped(text!), look: sign === '**' ? 'strong' : 'em' })
    end = index + whole.length
  }
  return end < line.length ? [...stretches, { text: unescaped(line.slice(end)), look: null }] : stretches
}
