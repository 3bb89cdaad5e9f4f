'use client'

import { changeText, putPictures, writePicture, type ArrivingFiles, type TextPlace } from '../../document/pictures'
import type { EditorContext } from '../editor-context.client'
import { sendPictures } from './text-uploads.client'

/** The text that pictures go to, and how it is changed: also when its field has gone meanwhile. */
export type Into = Pick<EditorContext, 'change' | 'announce' | 'tell' | 'whenNotComposing'> & { place: TextPlace }

/** Changes a text by what comes by itself, and says whether it stands there now: the text may have gone. */
export function changeByArrival(
  { change, announce, tell, whenNotComposing, place }: Into,
  put: (words: string) => string,
  said: { done: string; gone: string },
): void {
  // The browser would lose the syllable that is being written in this text.
  whenNotComposing(() => {
    let isThere = false
    change((now) => {
      const next = changeText(now, place, put)
      isThere = next !== now
      return next
    })
    if (isThere) announce(said.done)
    else tell(said.gone)
  })
}

const said = { done: 'The picture stands in the text', gone: 'The text of the picture has gone: the picture is kept under Pictures' }

const endOfParagraph = /^[ \t]*(?:\n[ \t]*(?:\n|$)|$)/

/** Sends files, and puts each where it was let go when the site has taken it. */
export function sendArriving({ files, before, at: now, writesThere, writeOn }: ArrivingFiles, into: Into): void {
  // Several stand below each other as they were chosen.
  const standing: string[] = []
  sendPictures(into.place, files, (mediumId, alt, index) => {
    const markdown = writePicture(mediumId, { alt, caption: '' })
    const put = (words: string) => {
      // Where it was let go by now; when the text has been left, below the same words, or at the end.
      const at = now()
      const last = standing.slice(0, index).findLast(Boolean)
      const after = last === undefined ? -1 : words.indexOf(last, at ?? 0)
      const offset = after >= 0 ? after + last!.length : (at ?? (words.startsWith(before) ? before.length : words.length))
      const goesOn = writesThere?.() === true && offset === at && endOfParagraph.test(words.slice(offset))
      const { from, to, insert, caret } = putPictures(words, offset, [markdown], goesOn)
      standing[index] = markdown
      // A paragraph of its own, before the next one.
      const room = goesOn && caret > from + insert.length ? '\n\n' : ''
      const text = words.slice(0, from) + insert + room + words.slice(to)
      if (goesOn) writeOn?.(text, from + insert.length + room.length)
      return text
    }
    changeByArrival(into, put, said)
  })
}
