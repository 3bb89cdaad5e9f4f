'use client'

import type { Medium } from '@/features/media/queries/media'
import { lacksWords } from '@/features/media/ui/ask-for-words.client'
import type { Upload } from '@/features/media/ui/use-uploads.client'
import { NotTaken, refusalOf, sendAddress, sendFile } from '@/features/media/ui/send-file.client'
import { nameOf } from '@/features/media/ui/words.client'
import type { Brought } from '../../document/foreign-pictures'
import type { TextPlace } from '../../document/pictures'

/** A picture that goes to a text. It goes on when one writes elsewhere meanwhile. `said`: what is typed of it while it is asked for. */
export type TextUpload = Upload & { place: string; said: string }
/** `mediumId`: what came of it; `alt`: what the text itself says of it. `isSaid`: nothing has to be asked of it. */
type Waiting = { upload: TextUpload; onTaken: (mediumId: string, alt: string) => void; onEnd?: () => void; isSaid?: boolean }

/** What the uploads of a text are found by. */
export const placeName = ({ on, field }: TextPlace) => (on === 'list' ? field : `${field} ${JSON.stringify(on)}`)

let lastKey = 0
let all: readonly TextUpload[] = []
const listeners = new Set<() => void>()
const line: Waiting[] = []
let active: { key: number; stop: AbortController } | null = null
/** How those that were refused are tried again. */
const again = new Map<number, Waiting>()
/** How those that are asked for go on. */
const asked = new Map<number, { mediumId: string } & Pick<Waiting, 'onTaken'>>()
/** Where it can be asked: the texts that show what is sent to them. */
const shown = new Map<string, number>()

const show = (next: readonly TextUpload[]) => {
  all = next
  for (const tell of listeners) tell()
}
const patch = (key: number, change: Partial<TextUpload>) => show(all.map((one) => (one.key === key ? { ...one, ...change } : one)))
const drop = (key: number) => show(all.filter((one) => one.key !== key))

/** For `useSyncExternalStore`. */
export const uploadsShown = {
  subscribe: (listener: () => void) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  },
  get: () => all,
}

const asks = (event: BeforeUnloadEvent) => event.preventDefault()
const guard = () => (active || asked.size > 0 ? addEventListener('beforeunload', asks) : removeEventListener('beforeunload', asks))

/** The site has a picture. What nobody has said of it yet is asked for, where the text shows it; elsewhere it is used without. */
function taken({ upload: { key, place }, onTaken, isSaid }: Waiting, medium: Medium): void {
  if (isSaid || !lacksWords(medium) || !shown.has(place)) {
    drop(key)
    return onTaken(medium.id, '')
  }
  asked.set(key, { mediumId: medium.id, onTaken })
  patch(key, { state: 'asked', taken: { medium } })
}

/** What is typed of a picture that is asked for. */
export const typeWords = (key: number, said: string): void => patch(key, { said })

/** Uses a picture that was asked for. `alt`: words that could not be kept with the picture itself. */
export function usePicture(key: number, alt = ''): void {
  const waiting = asked.get(key)
  asked.delete(key)
  drop(key)
  guard()
  waiting?.onTaken(waiting.mediumId, alt)
}

/** A text shows its pictures from now on. Ends with its field: who goes elsewhere answers later, and what was typed by then stands in the text. */
export function showUploads(place: string): () => void {
  shown.set(place, (shown.get(place) ?? 0) + 1)
  return () => {
    const left = shown.get(place)! - 1
    if (left > 0) return void shown.set(place, left)
    shown.delete(place)
    for (const upload of all) if (upload.place === place && asked.has(upload.key)) usePicture(upload.key, upload.said.trim())
  }
}

/** The site makes one picture at a time, so they go one after the other. */
async function work(): Promise<void> {
  if (active) return
  for (let next = line.shift(); next; next = line.shift()) {
    const { upload, onEnd } = next
    const { key, from } = upload
    const stop = new AbortController()
    active = { key, stop }
    guard()
    patch(key, { state: 'sending', sent: 0, words: '', mayTryAgain: false })
    const onProgress = (sent: number) => patch(key, { sent, state: sent >= 1 ? 'made' : 'sending' })
    try {
      const { medium } =
        typeof from === 'string'
          ? await sendAddress(from, stop.signal)
          : await sendFile({ method: 'POST', url: '/api/studio/media', file: from, onProgress, signal: stop.signal })
      taken(next, medium)
    } catch (error) {
      if (error instanceof NotTaken) {
        again.set(key, next)
        patch(key, { state: 'refused', words: error.message, mayTryAgain: error.again })
      } else drop(key)
    }
    active = null
    onEnd?.()
  }
  guard()
}

const begin = (some: Waiting[]) => {
  show([...all, ...some.map(({ upload }) => upload)])
  line.push(...some.filter(({ upload }) => upload.state === 'waiting'))
  void work()
}

const blank = { state: 'waiting', sent: 0, words: '', mayTryAgain: false, taken: null, said: '' } as const

/** Sends files. `onTaken` is called for each that the site has taken, with its place among them: which of those that are asked for is answered first is up to the writer. */
export function sendPictures(place: TextPlace, files: readonly File[], onTaken: (mediumId: string, alt: string, index: number) => void): void {
  begin(
    files.map((file, index) => {
      const refusal = refusalOf(file)
      const how = refusal ? ({ state: 'refused', words: refusal } as const) : {}
      return {
        upload: { ...blank, ...how, key: ++lastKey, name: nameOf(file), from: file, place: placeName(place) },
        onTaken: (mediumId, alt) => onTaken(mediumId, alt, index),
      }
    }),
  )
}

/**
 * Has the site fetch pictures. `onAll` is told of those that it could fetch, by their addresses, when all have been tried; one that is tried again or asked for is told by itself. `isSaid`:
 * the text itself says what is to be seen.
 */
export function bringPictures(
  place: TextPlace,
  pictures: readonly { address: string; isSaid: boolean }[],
  onAll: (own: ReadonlyMap<string, Brought>) => void,
): void {
  const own = new Map<string, Brought>()
  let left = pictures.length
  begin(
    pictures.map(({ address, isSaid }) => {
      const upload = { ...blank, key: ++lastKey, name: address.replace(/^https?:\/\//, ''), from: address, place: placeName(place) }
      const onTaken = (mediumId: string, alt: string) => (left > 0 ? void own.set(address, { mediumId, alt }) : onAll(new Map([[address, { mediumId, alt }]])))
      return { upload, onTaken, isSaid, onEnd: () => void (left > 0 && --left === 0 && own.size > 0 && onAll(own)) }
    }),
  )
}

export function cancelUpload(key: number): void {
  if (active?.key === key) return active.stop.abort()
  const at = line.findIndex(({ upload }) => upload.key === key)
  const [gone] = at >= 0 ? line.splice(at, 1) : []
  again.delete(key)
  asked.delete(key)
  drop(key)
  guard()
  gone?.onEnd?.()
}

export function tryUploadAgain({ key }: Upload): void {
  const waiting = again.get(key)
  if (!waiting) return
  again.delete(key)
  patch(key, { state: 'waiting', words: '', mayTryAgain: false })
  line.push(waiting)
  void work()
}
