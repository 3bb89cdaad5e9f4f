import type { ListEntry } from '@/features/articles/schema'
import { readVideoAddress, videoUrl, type VideoAddress } from '@/platform/text/video-address'

const bare = (line: string) => line.trim().replaceAll(/\\(?=[\p{P}\p{S}])/gu, '')

/** The video of a line that has its address alone, as one types it, in pointed brackets or as a link that shows it. */
function videoOfLine(line: string): VideoAddress | null {
  const text = bare(line)
  const link = /^\[(\S+)\]\((\S+)\)$/.exec(text)
  const address = link ? link[2]! : text.replace(/^<(.*)>$/, '$1')
  if (/\s/.test(address) || (link && !readVideoAddress(link[1]!))) return null
  return readVideoAddress(address)
}

/** The one video that stands alone on a line of pasted words, and the words without it. Null where there is none, or more than one. */
export function videoIn(markdown: string): { video: VideoAddress; rest: string } | null {
  const lines = markdown.split('\n')
  const found = lines.flatMap((line, index) => {
    const video = /youtu|vimeo/i.test(line) ? videoOfLine(line) : null
    return video ? [{ video, index }] : []
  })
  const [first] = found
  if (!first || found.length > 1) return null
  const [before, behind] = [
    lines.slice(0, first.index).join('\n').trimEnd(),
    lines
      .slice(first.index + 1)
      .join('\n')
      .replace(/^\s*\n/, ''),
  ]
  return { video: first.video, rest: [before, behind].filter((words) => words.trim() !== '').join('\n\n') }
}

/** What a video of an entry is called until somebody names it: as its song, or as the entry. */
export const nameOfVideo = (entry: ListEntry, song: string | undefined): string =>
  (song ?? entry.heading.replace(/^[“"'‘]([^“”"]*)[”"'’]$/, '$1')).trim().slice(0, 200) || 'Video'

/** A text with an address put in at a place, or where that is gone in a paragraph at its end. */
export function withAddress(body: string, video: VideoAddress, at: number | null): string {
  const url = videoUrl(video)
  if (at !== null && at <= body.length) return body.slice(0, at) + url + body.slice(at)
  return body.trim() === '' ? url : `${body.trimEnd()}\n\n${url}`
}
