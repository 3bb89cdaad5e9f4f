'use client'

import { useEffect, useRef, useSyncExternalStore } from 'react'
import { AskForWords } from '@/features/media/ui/ask-for-words.client'
import { UploadRows } from '@/features/media/ui/upload-rows.client'
import { foreignPictures, withOwnPictures } from '../../document/foreign-pictures'
import type { TextPlace } from '../../document/pictures'
import { useEditor } from '../editor-context.client'
import { changeByArrival } from './arriving-files.client'
import { bringPictures, cancelUpload, placeName, showUploads, tryUploadAgain, typeWords, uploadsShown, usePicture } from './text-uploads.client'

type Props = { label: string; text: string; place: TextPlace; onClose: () => void }

const none: never[] = []

/** Pictures on their way into a text, and the offer to bring those of other sites in. */
export function TextPictures({ label, text, place }: Props) {
  const { change, announce, tell, whenNotComposing } = useEditor()
  const name = placeName(place)
  const uploads = useSyncExternalStore(uploadsShown.subscribe, uploadsShown.get, () => none).filter((upload) => upload.place === name)
  const foreign = foreignPictures(text)
  const fetched = new Set(uploads.flatMap(({ from, state }) => (typeof from === 'string' && state !== 'refused' ? [from] : [])))
  const refused = new Set(uploads.flatMap(({ from, state }) => (typeof from === 'string' && state === 'refused' ? [from] : [])))
  const left = foreign.filter(({ address }) => !fetched.has(address) && !refused.has(address))
  const bring = () =>
    bringPictures(place, left, (own) => {
      const done = own.size === 1 ? 'One picture was brought in' : `${own.size} pictures were brought in`
      const gone = 'The addresses have gone from the text: the pictures are kept under Pictures'
      changeByArrival({ change, announce, tell, whenNotComposing, place }, (words) => withOwnPictures(words, own), { done, gone })
    })
  useEffect(() => showUploads(name), [name])
  const box = useRef<HTMLDivElement>(null)
  /** The question goes with its answer: one writes on. */
  const answer = (key: number, alt?: string) => {
    box.current?.closest('.markdown')?.querySelector<HTMLElement>('[contenteditable="true"]')?.focus({ preventScroll: true })
    usePicture(key, alt)
  }
  const asked = uploads.filter(({ state }) => state === 'asked').length
  useEffect(() => {
    if (asked > 0) announce('The picture is here: say below the text what is to be seen on it')
  }, [asked, announce])
  if (uploads.length === 0 && left.length === 0) return null
  return (
    // A press leaves the focus in the words: to leave them draws them anew, and the button would be elsewhere before it is let go.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- its buttons take the focus
    <div ref={box} className="text-pictures" onMouseDown={(event) => event.target instanceof HTMLTextAreaElement || event.preventDefault()}>
      <UploadRows
        uploads={uploads}
        onCancel={cancelUpload}
        onTryAgain={tryUploadAgain}
        ask={({ key, state, taken, said }) =>
          state === 'asked' && taken ? (
            <AskForWords
              medium={taken.medium}
              words={said}
              onWords={(words) => typeWords(key, words)}
              onSaid={() => answer(key)}
              onLater={() => answer(key, said.trim())}
            />
          ) : null
        }
      />
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
