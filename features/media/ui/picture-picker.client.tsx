'use client'

import { useCallback, useEffect, useRef, useState, type FormEvent } from 'react'
import type { Medium } from '../queries/media'
import { mediaLimits } from '../limits'
import { useKeptText } from '@/ui/kept-text.client'
import { AskForWords, lacksWords } from './ask-for-words.client'
import { ChooseFiles } from './choose-files.client'
import { groundOf } from './grounds.client'
import { PictureImage } from '@/ui/picture-image'
import { limitWords } from './send-file.client'
import { UploadRows } from './upload-rows.client'
import { useUploads } from './use-uploads.client'
import { nameOf } from './words.client'

type Props = {
  chosen: string | null
  disabled?: boolean
  /** Of one that nothing is said of it is asked first what is to be seen on it. Not where that is asked anyway. */
  asks?: boolean
  onChoose: (medium: Medium) => void
}
type Found = { media: Medium[]; next: string | null }

/** One of the site's pictures, or a new one that is uploaded in place. */
export function PicturePicker({ chosen, disabled = false, asks = true, onChoose }: Props) {
  const [asked, setAsked] = useState<Medium | null>(null)
  const [words, setWords] = useKeptText(`lightstick:alt:${asked?.id ?? ''}`)
  const picker = useRef<HTMLDivElement>(null)
  const [query, setQuery] = useState('')
  const [found, setFound] = useState<Found | null>(null)
  const [error, setError] = useState('')
  const looks = useRef(0)
  const look = useCallback(async (q: string, before: Found | null) => {
    const mine = ++looks.current
    const keys = new URLSearchParams({ q, ...(before?.next && { after: before.next }) })
    try {
      const answer = await fetch(`/api/studio/media?${keys}`)
      const body = (await answer.json()) as Found & { error?: { message: string } }
      if (looks.current !== mine) return
      setError(body.error?.message ?? '')
      if (!body.error) setFound({ media: [...(before?.media ?? []), ...body.media], next: body.next })
    } catch {
      if (looks.current === mine) setError('The site cannot be reached: its pictures cannot be shown')
    }
  }, [])
  useEffect(() => {
    const begin = async () => look('', null)
    void begin()
  }, [look])
  const choose = (medium: Medium) => (asks && lacksWords(medium) ? setAsked(medium) : onChoose(medium))
  const uploads = useUploads(({ medium }) => {
    setFound((now) => now && { ...now, media: [medium, ...now.media.filter(({ id }) => id !== medium.id)] })
    choose(medium)
  })
  const stopAsking = () => {
    setAsked(null)
    picker.current?.focus()
  }
  const search = (event: FormEvent) => {
    event.preventDefault()
    void look(query, null)
  }
  return (
    <div className="picture-picker" ref={picker} tabIndex={-1}>
      {asked ? (
        <div className="chosen-picture" key={asked.id}>
          <div>
            <Thumb medium={asked} />
            <button type="button" className="btn small" onClick={stopAsking}>
              Another picture
            </button>
          </div>
          <AskForWords
            medium={asked}
            words={words}
            onWords={setWords}
            takesFocus
            onSaid={(medium) => {
              setWords('')
              setFound((now) => now && { ...now, media: now.media.map((one) => (one.id === medium.id ? medium : one)) })
              stopAsking()
              onChoose(medium)
            }}
            onLater={() => {
              stopAsking()
              onChoose(asked)
            }}
          />
        </div>
      ) : null}
      <div className="row" hidden={asked !== null}>
        <ChooseFiles label="Upload" primary={false} onFiles={uploads.add} />
        <ChooseFiles label="Take a photograph" camera onFiles={uploads.add} />
        <search>
          <form onSubmit={search}>
            <input
              type="search"
              aria-label="Search names, alt texts and credits"
              placeholder="Name, words, credit"
              maxLength={mediaLimits.query}
              value={query}
              onChange={({ target }) => setQuery(target.value)}
            />
            <button className="btn small">Search</button>
          </form>
        </search>
      </div>
      <p className="hint" hidden={asked !== null}>
        {limitWords}
      </p>
      <UploadRows uploads={uploads.uploads.filter(({ state }) => state !== 'done')} onCancel={uploads.cancel} onTryAgain={uploads.tryAgain} />
      {error ? (
        <p className="error" role="alert">
          {error}
        </p>
      ) : null}
      {found?.media.length === 0 && !asked ? (
        <p className="soft">
          {query.trim() === '' ? 'There is no picture here yet: upload the first one.' : 'No picture has these words in its name or its description.'}
        </p>
      ) : null}
      <ul className="picker-grid" hidden={asked !== null} aria-label="Pictures" aria-busy={found === null && !error}>
        {found?.media.map((medium) => (
          <li key={medium.id}>
            <button
              type="button"
              aria-pressed={medium.id === chosen}
              aria-label={medium.alt || nameOf(medium)}
              title={nameOf(medium)}
              disabled={disabled || !medium.picture}
              onClick={() => choose(medium)}
            >
              <Thumb medium={medium} />
            </button>
          </li>
        ))}
      </ul>
      {found?.next && !asked ? (
        <p>
          <button type="button" className="btn small" onClick={() => void look(query, found)}>
            More pictures
          </button>
        </p>
      ) : null}
    </div>
  )
}

function Thumb({ medium: { picture } }: { medium: Medium }) {
  return (
    <span className="media-thumb" ref={(element) => void (element && (element.style.backgroundImage = groundOf(picture?.thumbhash ?? '')))}>
      {picture ? <PictureImage picture={picture} sizes="8rem" alt="" /> : <span>No file</span>}
    </span>
  )
}
