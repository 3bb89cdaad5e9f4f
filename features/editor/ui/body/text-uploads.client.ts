'use client'

import type { Upload } from '@/features/media/ui/use-uploads.client'
import { NotTaken, refusalOf, sendAddress, sendFile } from '@/features/media/ui/send-file.client'
import { nameOf } from '@/features/media/ui/words.client'
import type { TextPlace } from '../../document/pictures'

/** A picture that goes to a text. It goes on when one writes elsewhere meanwhile. */
export type TextUpload = Upload & { place: string }
/** `mediumId`: what came of it. */
type Waiting = { upload: TextUpload; onTaken: (mediumId: string) => void; onEnd?: () => void }

/** What the uploads of a text are found by. */
export const placeName = ({ on, field }: TextPlace) => (on === 'list' ? field : `${field} ${JSON.stringify(on)}`)

let lastKey = 0
let all: readonly TextUpload[] = []
const listeners = new Set<() => void>()
const line: Waiting[] = []
let active: { key: number; stop: AbortController } | null = null
/** How those that were refused are tried again. */
const again = new Map<number, Waiting>()

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

/** The site makes one picture at a time, so they go one after the other. */
async function work(): Promise<void> {
  if (active) return
  addEventListener('beforeunload', asks)
  for (let next = line.shift(); next; next = line.shift()) {
    const { upload, onTaken, onEnd } = next
    const { key, from } = upload
    const stop = new AbortController()
    active = { key, stop }
    patch(key, { state: 'sending', sent: 0, words: '', mayTryAgain: false })
    const onProgress = (sent: number) => patch(key, { sent, state: sent >= 1 ? 'made' : 'sending' })
    try {
      const { medium } =
        typeof from === 'string'
          ? await sendAddress(from, stop.signal)
          : await sendFile({ method: 'POST', url: '/api/studio/media', file: from, onProgress, signal: stop.signal })
      drop(key)
      onTaken(medium.id)
    } catch (error) {
      if (error instanceof NotTaken) {
        again.set(key, next)
        patch(key, { state: 'refused', words: error.message, mayTryAgain: error.again })
      } else drop(key)
    }
    active = null
    onEnd?.()
  }
  removeEventListener('beforeunload', asks)
}

const begin = (some: Waiting[]) => {
  show([...all, ...some.map(({ upload }) => upload)])
  line.push(...some.filter(({ upload }) => upload.state === 'waiting'))
  void work()
}

const blank = { state: 'waiting', sent: 0, words: '', mayTryAgain: false, taken: null } as const

/** Sends files. `onTaken` is called for each that the site has taken, in their order. */
export function sendPictures(place: TextPlace, files: readonly File[], onTaken: (mediumId: string) => void): void {
  begin(
    files.map((file) => {
      const refusal = refusalOf(file)
      const how = refusal ? ({ state: 'refused', words: refusal } as const) : {}
      return { upload: { ...blank, ...how, key: ++lastKey, name: nameOf(file), from: file, place: placeName(place) }, onTaken }
    }),
  )
}

/** Has the site fetch pictures. `onAll` is told of those that it could fetch, by their addresses, when all have been tried; one that is tried again is told by itself. */
export function bringPictures(place: TextPlace, addresses: readonly string[], onAll: (own: ReadonlyMap<string, string>) => void): void {
  const own = new Map<string, string>()
  let left = addresses.length
  begin(
    addresses.map((address) => {
      const upload = { ...blank, key: ++lastKey, name: address.replace(/^https?:\/\//, ''), from: address, place: placeName(place) }
      const onTaken = (mediumId: string) => (left > 0 ? void own.set(address, mediumId) : onAll(new Map([[address, mediumId]])))
      return { upload, onTaken, onEnd: () => void (left > 0 && --left === 0 && own.size > 0 && onAll(own)) }
    }),
  )
}

export function cancelUpload(key: number): void {
  if (active?.key === key) return active.stop.abort()
  const at = line.findIndex(({ upload }) => upload.key === key)
  const [gone] = at >= 0 ? line.splice(at, 1) : []
  again.delete(key)
  drop(key)
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
