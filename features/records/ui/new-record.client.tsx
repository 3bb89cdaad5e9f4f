'use client'

import { useId, useRef, useState } from 'react'
import type { Chosen } from '@/features/media/ui/chosen-picture.client'
import { FormError } from '@/ui/form-error'
import { LoadedPart } from '@/ui/loaded-part.client'
import { saveRecordAction } from '../actions'
import { beginRecord } from '../document/begin-record'
import type { FoundRecord } from '../queries/find-records-by-name'
import { kindFolders, labelOf, recordInput, type RecordKind } from '../schema'
import { CloseRecords, useCloseRecords } from './close-records.client'
import { VideoNote } from './video-note.client'
import { slugify } from '@/platform/text/slugify'
import { tidyVideoUrl } from '@/platform/text/video-address'
import { Leaving } from '@/ui/leaving.client'

/** Whoever gives a record no picture need not wait for what that takes. */
const loadPicture = async () => (await import('@/features/media/ui/chosen-picture.client')).ChosenPicture

/** Makes a record without leaving the editor: what is needed to credit it; the rest can be added on its own page. */
export function NewRecord({
  name: start,
  kinds,
  heading = '',
  onMade,
  onClose,
}: {
  name: string
  kinds: readonly RecordKind[]
  /** Of the entry that it is made for: what is called so is its song, and its video is called so. */
  heading?: string
  onMade: (record: FoundRecord) => void
  onClose: () => void
}) {
  const id = useId()
  const begun = beginRecord(start, kinds, heading)
  const { isAddress } = begun
  const [kind, setKind] = useState<RecordKind>(begun.kind)
  const [name, setName] = useState(begun.name)
  const [original, setOriginal] = useState(begun.original)
  const [url, setUrl] = useState(isAddress ? tidyVideoUrl(start) : '')
  const [slug, setSlug] = useState<string | null>(null)
  /** Undefined: nobody asked for one yet. */
  const [picture, setPicture] = useState<Chosen | null | undefined>()
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [busy, setBusy] = useState(false)
  /** The field in which Escape was pressed, while it is asked whether what was typed may go. */
  const [leaving, setLeaving] = useState<HTMLElement | null>(null)
  const isTyped = slug !== null || Boolean(picture) || url !== '' || name !== begun.name || original !== begun.original
  const first = useRef<HTMLInputElement>(null)
  const address = slug ?? slugify(name || original)
  const { close, mayMake } = useCloseRecords({ kind, names: kind === 'video' ? [name] : [name, original] })

  const make = async () => {
    const shown = name.trim() || original.trim()
    const names = original.trim() && name.trim() ? [{ name: original.trim(), lang: 'ko', alias: false }] : []
    const input = { id: null, kind, slug: address, name: shown, names, url: tidyVideoUrl(url) || null, pictureId: picture?.id ?? null }
    const checked = recordInput.safeParse(input)
    if (!checked.success) {
      const { slug: ofAddress, ...others } = Object.fromEntries(checked.error.issues.map(({ path, message }) => [String(path[0]), message]))
      // An address that is made of the name is mended with it.
      return setErrors(ofAddress !== undefined && (slug !== null || others.name === undefined) ? { ...others, slug: ofAddress } : others)
    }
    setErrors({})
    setBusy(true)
    if (!(await mayMake())) return setBusy(false)
    const answer = await saveRecordAction({ ...checked.data, id: null }).catch(() => null)
    setBusy(false)
    if (!answer) return setErrors({ form: 'The site cannot be reached: try again' })
    if (!answer.ok) return setErrors(answer.error.fields ?? { form: answer.error.message })
    onMade({
      id: answer.value.id,
      kind,
      slug: address,
      name: shown,
      original: names[0] ?? null,
      under: null,
      date: null,
      url: checked.data.url,
      ...(picture?.picture && { picture: picture.picture }),
    })
  }
  const field = (key: string, label: string, value: string, onChange: (value: string) => void, rest: object = {}) => (
    <div className={errors[key] ? 'field bad' : 'field'}>
      <label htmlFor={`${id}-${key}`}>{label}</label>
      <input
        id={`${id}-${key}`}
        value={value}
        aria-invalid={errors[key] ? true : undefined}
        aria-describedby={errors[key] ? `${id}-${key}-error` : undefined}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            event.preventDefault()
            return isTyped ? setLeaving(event.currentTarget) : onClose()
          }
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
          event.preventDefault()
          void make()
        }}
        {...rest}
      />
      {errors[key] ? (
        <p className="error" id={`${id}-${key}-error`}>
          {errors[key]}
        </p>
      ) : null}
    </div>
  )
  return (
    <fieldset className="new-record">
      <legend>New record</legend>
      {kinds.length > 1 ? (
        <div className="field">
          <label htmlFor={`${id}-kind`}>What it is</label>
          <select id={`${id}-kind`} value={kind} onChange={(event) => setKind(event.target.value as RecordKind)}>
            {kinds.map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </select>
        </div>
      ) : null}
      {field('name', 'Name', name, setName, { ref: first, autoFocus: true })}
      {kind === 'video'
        ? field('url', 'Address of the video (optional)', url, setUrl, {
            type: 'url',
            placeholder: 'https://',
            'aria-describedby': errors.url ? `${id}-url-error` : `${id}-url-note`,
          })
        : field('original', 'Name in Korean (optional)', original, setOriginal, { lang: 'ko' })}
      {kind === 'video' ? <VideoNote id={`${id}-url-note`} url={url} /> : null}
      {field('slug', `Address: /${kindFolders[kind]}/…`, address, setSlug)}
      {picture === undefined ? (
        <p>
          <button type="button" className="btn small" onClick={() => setPicture(null)}>
            + {labelOf('pictureId', kind)}
          </button>
        </p>
      ) : (
        <LoadedPart
          load={loadPicture}
          given={{
            label: labelOf('pictureId', kind),
            chosen: picture,
            without: kind === 'video' ? 'A poster stands there until the video plays.' : 'A portrait, or what shows it best.',
            onChange: setPicture,
            onClose: () => setPicture(undefined),
          }}
        />
      )}
      {errors.pictureId ? <p className="error">{errors.pictureId}</p> : null}
      <CloseRecords records={close}>
        {(record) =>
          kinds.includes(record.kind) ? (
            <button type="button" className="btn small" onClick={() => onMade(record)}>
              Use this one
            </button>
          ) : (
            <a className="btn small" href={`/admin/records/${record.id}`} target="_blank">
              Look at it
            </a>
          )
        }
      </CloseRecords>
      <FormError words={errors.form} />
      {leaving ? (
        <Leaving
          words="The record is not made yet. Throw away what you typed?"
          onLeave={onClose}
          onStay={() => {
            setLeaving(null)
            leaving.focus()
          }}
        />
      ) : null}
      <div className="row">
        <button type="button" className="btn small primary" disabled={busy} onClick={make}>
          {busy ? 'Making…' : close.length > 0 ? 'Make it anyway' : 'Make it'}
        </button>
        <button type="button" className="btn small" onClick={onClose}>
          Cancel
        </button>
      </div>
    </fieldset>
  )
}
