'use client'

import { useEffect, useSyncExternalStore } from 'react'
import { UploadRows } from '@/features/media/ui/upload-rows.client'
import { type ArrivingFiles, changeText, foreignPictures, putPictures, withOwnPictures, writePicture, type TextPlace } from '../../document/pictures'
import { useEditor, type Change } from '../editor-context.client'
import { bringPictures, cancelUpload, placeName, sendPictures, tryUploadAgain, uploadsShown } from './text-uploads.client'

type Props = { label: string; text: string; place: TextPlace; change: Change; arriving: readonly ArrivingFiles[]; onClose: () => void }

const begun = new WeakSet<ArrivingFiles>()
const none: never[] = []

/** Pictures on their way into a text, and the offer to bring those of other sites in. */
export function TextPictures({ label, text, place, change, arriving }: Props) {
  const { announce } = useEditor()
  const name = placeName(place)
  const uploads = useSyncExternalStore(uploadsShown.subscribe, uploadsShown.get, () => none).filter((upload) => upload.place === name)
  useEffect(() => {
    for (const one of arriving) {
      if (begun.has(one)) continue
      begun.add(one)
      const { before } = one
      // Several stand below each other as they were chosen.
      let last = ''
      sendPictures(place, one.files, (mediumId) => {
        // Where it was let go by now; when the text has been left, below the same words, or at the end.
        const at = one.at()
        const markdown = writePicture(mediumId, { alt: '', caption: '' })
        change((now) =>
          changeText(now, place, (words) => {
            const after = last === '' ? -1 : words.indexOf(last, at ?? 0)
            const offset = after >= 0 ? after + last.length : (at ?? (words.startsWith(before) ? before.length : words.length))
            const { from, to, insert } = putPictures(words, offset, [markdown])
            return words.slice(0, from) + insert + words.slice(to)
          }),
        )
        last = markdown
        announce('The picture stands in the text')
      })
    }
  }, [arriving, place, change, announce])

  const foreign = foreignPictures(text)
  const fetched = new Set(uploads.flatMap(({ from, state }) => (typeof from === 'string' && state !== 'refused' ? [from] : [])))
  const refused = new Set(uploads.flatMap(({ from, state }) => (typeof from === 'string' && state === 'refused' ? [from] : [])))
  const left = foreign.filter((address) => !fetched.has(address) && !refused.has(address))
  const bring = () =>
    bringPictures(place, left, (own) => {
      change((now) => changeText(now, place, (words) => withOwnPictures(words, own)))
      announce(own.size === 1 ? 'One picture was brought in' : `${own.size} pictures were brought in`)
    })
  if (uploads.length === 0 && left.length === 0) return null
  return (
    // A press leaves the focus in the words: to leave them draws them anew, and the button would be elsewhere before it is let go.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- its buttons take the focus
    <div className="text-pictures" onMouseDown={(event) => event.preventDefault()}>
      <UploadRows uploads={[...uploads]} onCancel={cancelUpload} onTryAgain={tryUploadAgain} />
      {left.length > 0 && fetched.size === 0 ? (
        <p className="bring-in">
          <span>
            {left.length === 1
              ? 'A picture of another site stands here. Readers do not see it.'
              : `${left.length} pictures of other sites stand here. Readers do not see them.`}
          </span>{' '}
          <button
            type="button"
            className="btn small"
            aria-label={`Bring ${left.length === 1 ? '1 picture' : `${left.length} pictures`} in: ${label}`}
            onClick={bring}
          >
            {left.length === 1 ? 'Bring it in' : `Bring ${left.length} pictures in`}
          </button>
        </p>
      ) : null}
    </div>
  )
}
