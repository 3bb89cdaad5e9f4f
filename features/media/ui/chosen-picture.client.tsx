'use client'

import { useCallback, useState } from 'react'
import { Modal } from '@/ui/modal.client'
import { PictureImage } from '@/ui/picture-image'
import type { Medium } from '../queries/media'
import { DropHere } from './drop-here.client'
import { PicturePicker } from './picture-picker.client'
import { PictureWords } from './picture-words.client'
import { UploadRows } from './upload-rows.client'
import { useFilesOfPage } from './use-files-of-page.client'
import { useUploads } from './use-uploads.client'
import { nameOf } from './words.client'

/** A picture that was chosen for something. Of one that somebody else chose meanwhile only this is known. */
export type Chosen = Pick<Medium, 'id' | 'name'> & Partial<Pick<Medium, 'alt' | 'decorative' | 'credit' | 'picture' | 'mayChange'>>

type Props = {
  label: string
  chosen: Chosen | null
  /** What is shown without one. */
  without: string
  onChange: (chosen: Chosen | null) => void
  /** The page has one of these: what is dropped anywhere on it or pasted where nothing is typed is meant for it. */
  ofPage?: boolean
  locked?: boolean
}

/** A field for one picture: one of the site’s, or a new one that is chosen, photographed, dropped or pasted. */
export function ChosenPicture({ label, chosen, without, onChange, ofPage = false, locked = false }: Props) {
  const [isChoosing, setIsChoosing] = useState(false)
  const { uploads, add, cancel, tryAgain } = useUploads(({ medium }) => onChange(medium))
  // One picture: of several files the first is meant.
  const take = useCallback((files: File[]) => add(files.slice(0, 1)), [add])
  const isOver = useFilesOfPage(take, { off: !ofPage || locked })
  return (
    <fieldset className="picture-field">
      <legend>{label}</legend>
      {chosen ? (
        <div className="chosen-picture">
          <span className="media-thumb">{chosen.picture ? <PictureImage picture={chosen.picture} sizes="9rem" alt={chosen.alt ?? ''} /> : null}</span>
          <div>
            <p>
              <b>{nameOf(chosen)}</b>
            </p>
            <p className="soft">
              <a href={`/admin/media/${chosen.id}`} target="_blank" rel="noreferrer">
                What stays in sight, and where it is shown
              </a>
            </p>
            {locked ? null : (
              <p className="row">
                <button type="button" className="btn small" onClick={() => setIsChoosing(true)}>
                  Another picture
                </button>
                <button type="button" className="btn small" onClick={() => onChange(null)}>
                  Take it off
                </button>
              </p>
            )}
          </div>
        </div>
      ) : (
        <div className="no-picture">
          <p className="soft">{without}</p>
          {locked ? null : (
            <p>
              <button type="button" className="btn small" onClick={() => setIsChoosing(true)}>
                Choose or upload a picture
              </button>{' '}
              {ofPage ? <span className="soft by-hand">or drop one on this page, or paste it</span> : null}
            </p>
          )}
        </div>
      )}
      <UploadRows uploads={uploads.filter(({ state }) => state !== 'done')} onCancel={cancel} onTryAgain={tryAgain} />
      {chosen?.alt !== undefined && chosen.mayChange && !locked ? <PictureWords key={chosen.id} medium={chosen} onSaved={onChange} /> : null}
      {isOver ? <DropHere words="Let go to add the picture" /> : null}
      {isChoosing ? (
        <Modal title={label} onClose={() => setIsChoosing(false)}>
          <PicturePicker
            chosen={chosen?.id ?? null}
            onChoose={(medium) => {
              onChange(medium)
              setIsChoosing(false)
            }}
          />
          <div className="row end">
            <button type="button" className="btn" onClick={() => setIsChoosing(false)}>
              Close
            </button>
          </div>
        </Modal>
      ) : null}
    </fieldset>
  )
}
