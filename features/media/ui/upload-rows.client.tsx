'use client'

import { useCallback, type ReactNode } from 'react'
import type { Upload } from './use-uploads.client'
import { megabytes } from './words.client'

type Props<U extends Upload> = {
  uploads: U[]
  onCancel: (key: number) => void
  onTryAgain: (upload: Upload) => void
  /** What is asked of one before it is used. */
  ask?: (upload: U) => ReactNode
}

const endWords: Partial<Record<Upload['state'], string>> = { done: 'Close', refused: 'Close', asked: 'Leave out' }

/** Files that are on their way, or were not taken, each with what can be done about it. */
export function UploadRows<U extends Upload>({ uploads, onCancel, onTryAgain, ask }: Props<U>) {
  if (uploads.length === 0) return null
  return (
    <ul className="upload-rows" aria-label="Pictures that you send">
      {uploads.map((upload) => (
        <li key={upload.key} className={upload.state}>
          <Preview from={upload.from} isRefused={upload.state === 'refused'} />
          <div>
            <b>{upload.name}</b>
            <Words upload={upload} />
          </div>
          {upload.mayTryAgain && upload.state === 'refused' ? (
            <button type="button" className="btn small" onClick={() => onTryAgain(upload)}>
              Try again
            </button>
          ) : null}
          {upload.state === 'done' ? (
            <a className="btn small" href={`/admin/media/${upload.taken?.medium.id}`} aria-label={`Describe ${upload.name}`}>
              Describe
            </a>
          ) : null}
          <button type="button" className="btn small" aria-label={`${endWords[upload.state] ?? 'Cancel'} ${upload.name}`} onClick={() => onCancel(upload.key)}>
            {upload.state === 'done' || upload.state === 'refused' ? '×' : (endWords[upload.state] ?? 'Cancel')}
          </button>
          {ask?.(upload)}
        </li>
      ))}
    </ul>
  )
}

function Words({ upload: { state, sent, from, name, words, taken } }: { upload: Upload }) {
  if (state === 'refused')
    return (
      <p className="error" role="alert">
        {words}
      </p>
    )
  if (state === 'done') {
    const { wasThere, moves } = taken ?? {}
    return (
      <p className="soft">
        {wasThere ? 'Was here already.' : moves ? 'Added. It moved: its first picture was taken.' : 'Added. Say what is to be seen on it.'}
      </p>
    )
  }
  if (state === 'asked') return <p className="soft">Here, and not in the text yet.</p>
  const isFetched = typeof from === 'string'
  const doing =
    state === 'waiting'
      ? 'waits for those before it'
      : isFetched
        ? 'the site fetches it'
        : state === 'made'
          ? 'turning into AVIF, WebP and JPEG'
          : `${Math.floor(sent * 100)} % sent`
  return (
    <>
      <p className="soft">{isFetched ? doing : `${megabytes(from.size)}, ${doing}`}</p>
      {state === 'waiting' ? null : <progress aria-label={`${name}, sent`} max={1} value={isFetched || state === 'made' ? undefined : sent} />}
    </>
  )
}

/** The picture as this browser has it. */
function Preview({ from, isRefused }: { from: File | string; isRefused: boolean }) {
  const show = useCallback(
    (image: HTMLImageElement) => {
      if (typeof from === 'string') return
      image.src = URL.createObjectURL(from)
      return () => URL.revokeObjectURL(image.src)
    },
    [from],
  )
  if (isRefused || typeof from === 'string')
    return (
      <span className={isRefused ? 'upload-preview bad' : 'upload-preview'} aria-hidden="true">
        {isRefused ? '!' : '↓'}
      </span>
    )
  return (
    <span className="upload-preview">
      <img ref={show} alt="" width="56" height="56" />
    </span>
  )
}
