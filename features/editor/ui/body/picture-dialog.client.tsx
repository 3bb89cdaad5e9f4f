'use client'

import { useEffect, useId, useState, type FormEvent } from 'react'
import { createPortal } from 'react-dom'
import type { EditorView } from '@codemirror/view'
import { mediaLimits } from '@/features/media/limits'
import type { Medium } from '@/features/media/queries/media'
import { smallPictureAddress } from '@/features/media/document/text-pictures'
import { PicturePicker } from '@/features/media/ui/picture-picker.client'
import { Modal, ModalFoot } from '@/ui/modal.client'
import { changedPicture, putPictures, wordsOfPicture, writePicture, type PictureSource } from '../../document/pictures'
import { format } from './marks.client'
import { pictureAt } from './picture-at.client'
import { placeNow, setPlace } from './places.client'

type Props = {
  view: () => EditorView | null
  /** Where the picture stands that is changed; `new` is put in below the caret. */
  at: number | 'new'
  onClose: () => void
}

/** A picture in a text: a new one, or the words, the caption and the place of one that stands there. Each is one step of the history. */
export const PictureDialog = ({ view, at, onClose }: Props) =>
  // Outside of the body, whose rules for fields are for the one that is written in.
  createPortal(at === 'new' ? <NewPicture view={view} onClose={onClose} /> : <ChangePicture view={view} at={at} onClose={onClose} />, document.body)

function NewPicture({ view, onClose }: Pick<Props, 'view' | 'onClose'>) {
  const put = (medium: Medium) => {
    const target = view()
    onClose()
    if (!target) return
    const { from, to, insert, caret } = putPictures(target.state.sliceDoc(), target.state.selection.main.head, [writePicture(medium.id, { alt: '', caption: '' })], true) // prettier-ignore
    target.dispatch({ changes: { from, to, insert }, selection: { anchor: caret }, userEvent: format, scrollIntoView: true })
    target.focus()
  }
  return (
    <Modal title="Picture" onClose={onClose}>
      <PicturePicker chosen={null} onChoose={put} />
      <div className="row end">
        <button type="button" className="btn" onClick={onClose}>
          Cancel
        </button>
      </div>
    </Modal>
  )
}

const place = 'picture'
/** As wide as the dialog shows it, at the most. */
const previewWidth = 500

function ChangePicture({ view, at, onClose }: Omit<Props, 'at'> & { at: number }) {
  const [begun] = useState(() => {
    const target = view()
    return target && pictureAt(target.state, at)
  })
  const had = begun ? wordsOfPicture(begun) : { alt: '', caption: '' }
  const field = useId()
  const [id, setId] = useState(begun?.id ?? '')
  const [alt, setAlt] = useState(had.alt)
  const [caption, setCaption] = useState(had.caption)
  const [isReplacing, setReplacing] = useState(false)
  const [error, setError] = useState('')
  const medium = useMedium(id)
  // What others type before it moves it.
  useEffect(() => {
    const target = view()
    target?.dispatch({ effects: setPlace.of({ name: place, at, stays: 'behind' }) })
    return () => target?.dispatch({ effects: setPlace.of({ name: place, at: null }) })
  }, [view, at])
  const close = () => {
    onClose()
    view()?.focus()
  }
  /** One step of the history; the caret stays where it was. */
  const write = (markdown: ((now: PictureSource) => string) | null) => {
    const target = view()
    const found = target && pictureAt(target.state, placeNow(target.state, place) ?? at)
    if (!target || !found) return setError('The picture is not in the text any more: somebody may have taken it out.')
    const { from, to } = found
    target.dispatch({ changes: markdown === null ? without(target, from, to) : { from, to, insert: markdown(found) }, userEvent: format })
    close()
  }
  const isSame = !begun || (id === begun.id && alt.trim() === had.alt.trim() && caption.trim() === had.caption.trim())
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (!begun || isSame) return close()
    write((now) => changedPicture(now, begun, { id, alt, caption }))
  }
  if (!begun)
    return (
      <Modal title="Picture" onClose={onClose}>
        <p className="error" role="alert">
          The picture is not in the text any more: somebody may have taken it out.
        </p>
      </Modal>
    )
  return (
    <Modal title="Picture" unsaved={isSame ? '' : 'What you changed is not saved. Throw it away?'} onClose={close}>
      <img className="picture-preview" src={smallPictureAddress(id, previewWidth * devicePixelRatio)} alt="" />
      <p className="row">
        {isReplacing ? null : (
          <button type="button" className="btn small" onClick={() => setReplacing(true)}>
            Another picture
          </button>
        )}
        <button type="button" className="btn small" onClick={() => write(null)}>
          Take it out
        </button>
      </p>
      {isReplacing ? (
        <PicturePicker
          chosen={id}
          asks={false}
          onChoose={(chosen) => {
            // What was to be seen on the other one is not on this.
            if (chosen.id !== id) setAlt('')
            setId(chosen.id)
            setReplacing(false)
          }}
        />
      ) : null}
      <form onSubmit={save}>
        <div className="field">
          <label htmlFor={`${field}-alt`}>What is to be seen on it</label>
          <textarea
            id={`${field}-alt`}
            value={alt}
            maxLength={mediaLimits.alt}
            rows={2}
            aria-describedby={`${field}-alt-hint`}
            onChange={({ target }) => setAlt(target.value)}
          />
          <p className="hint" id={`${field}-alt-hint`}>
            {hintOf(alt, medium)}
          </p>
        </div>
        <div className="field">
          <label htmlFor={`${field}-caption`}>Caption</label>
          <input
            id={`${field}-caption`}
            value={caption}
            maxLength={mediaLimits.credit}
            aria-describedby={`${field}-caption-hint`}
            onChange={({ target }) => setCaption(target.value)}
          />
          <p className="hint" id={`${field}-caption-hint`}>
            {medium?.credit ? `Stands below the picture, and “${medium.credit}” with it.` : 'Stands below the picture.'}
          </p>
        </div>
        <ModalFoot error={error} onClose={close}>
          <button className="btn primary">Save</button>
        </ModalFoot>
      </form>
    </Modal>
  )
}

/** A picture that stood alone leaves no empty lines. */
function without({ state: { doc } }: EditorView, from: number, to: number) {
  const line = doc.lineAt(from)
  const isAlone = doc.sliceString(line.from, line.to).trim() === doc.sliceString(from, to).trim()
  if (!isAlone) return { from, to }
  const isBare = (number: number) => number >= 1 && number <= doc.lines && doc.line(number).text.trim() === ''
  if (isBare(line.number + 1)) return { from: line.from, to: Math.min(doc.length, doc.line(line.number + 1).to + 1) }
  if (isBare(line.number - 1) && line.number === doc.lines) return { from: Math.max(0, doc.line(line.number - 1).from - 1), to: line.to }
  return { from: line.from, to: Math.min(doc.length, line.to + 1) }
}

function hintOf(alt: string, medium: Medium | null): string {
  if (alt.trim() !== '' || !medium) return 'For those who do not see it, and for search.'
  if (medium.decorative) return 'It is decoration: nothing is said of it.'
  return medium.alt ? `Left empty, readers hear its own words: “${medium.alt}”` : 'Nothing says yet what is to be seen on it.'
}

/** What the site knows of a picture; null until that has come, and where it cannot be had. */
function useMedium(id: string): Medium | null {
  const [medium, setMedium] = useState<Medium | null>(null)
  useEffect(() => {
    let current = true
    const load = async () => {
      const answer = await fetch(`/api/studio/media/${id}`).catch(() => null)
      const body = answer?.ok ? ((await answer.json().catch(() => null)) as { medium?: Medium } | null) : null
      if (current) setMedium(body?.medium ?? null)
    }
    void load()
    return () => void (current = false)
  }, [id])
  return medium?.id === id ? medium : null
}
