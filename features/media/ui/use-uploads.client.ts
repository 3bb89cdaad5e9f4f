'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { useUnsaved } from '@/ui/unsaved.client'
import { NotTaken, refusalOf, sendAddress, sendFile, type Taken } from './send-file.client'
import { nameOf } from './words.client'

/** A file on its way, or an address that the site fetches. `made`: all of it has arrived, and the site makes it smaller; `asked`: it is here, and waits for what is said of it. */
export type Upload = {
  key: number
  name: string
  from: File | string
  state: 'waiting' | 'sending' | 'made' | 'asked' | 'done' | 'refused'
  /** From 0 to 1. */
  sent: number
  words: string
  mayTryAgain: boolean
  taken: Taken | null
}

let lastKey = 0
const blank = { state: 'waiting', sent: 0, words: '', mayTryAgain: false, taken: null } as const

/** Sends files one after the other: the site makes one picture at a time. */
export function useUploads(onTaken: (taken: Taken) => void) {
  const [uploads, setUploads] = useState<Upload[]>([])
  const line = useRef<{ waiting: Upload[]; active: { key: number; stop: AbortController } | null }>({ waiting: [], active: null })
  const told = useRef(onTaken)
  useEffect(() => void (told.current = onTaken))
  const patch = useCallback(
    (key: number, change: Partial<Upload>) => setUploads((all) => all.map((one) => (one.key === key ? { ...one, ...change } : one))),
    [],
  )

  const next = useCallback(async () => {
    const { current } = line
    for (let upload = current.waiting.shift(); upload; upload = current.waiting.shift()) {
      const { key, from } = upload
      const stop = new AbortController()
      current.active = { key, stop }
      patch(key, { state: 'sending', sent: 0, words: '' })
      const onProgress = (sent: number) => patch(key, { sent, state: sent >= 1 ? 'made' : 'sending' })
      try {
        const taken =
          typeof from === 'string'
            ? await sendAddress(from, stop.signal)
            : await sendFile({ method: 'POST', url: '/api/studio/media', file: from, onProgress, signal: stop.signal })
        patch(key, { state: 'done', taken })
        told.current(taken)
      } catch (error) {
        if (error instanceof NotTaken) patch(key, { state: 'refused', words: error.message, mayTryAgain: error.again })
        else setUploads((all) => all.filter((one) => one.key !== key))
      }
      current.active = null
    }
  }, [patch])
  const begin = useCallback(
    (some: Upload[]) => {
      line.current.waiting.push(...some)
      if (!line.current.active) void next()
    },
    [next],
  )

  const add = useCallback(
    (files: Iterable<File>) => {
      const some = [...files].map((file): Upload => {
        const refusal = refusalOf(file)
        return { ...blank, key: ++lastKey, name: nameOf(file), from: file, state: refusal ? 'refused' : 'waiting', words: refusal ?? '' }
      })
      setUploads((all) => [...some, ...all])
      begin(some.filter(({ state }) => state === 'waiting'))
    },
    [begin],
  )
  const addAddress = (address: string) => {
    const one: Upload = { ...blank, key: ++lastKey, name: address.replace(/^https:\/\//, ''), from: address }
    setUploads((all) => [one, ...all])
    begin([one])
  }
  const cancel = (key: number) => {
    if (line.current.active?.key === key) return line.current.active.stop.abort()
    line.current.waiting = line.current.waiting.filter((one) => one.key !== key)
    setUploads((all) => all.filter((one) => one.key !== key))
  }
  const tryAgain = (upload: Upload) => {
    patch(upload.key, { state: 'waiting', words: '' })
    begin([upload])
  }
  const isBusy = uploads.some(({ state }) => state === 'waiting' || state === 'sending' || state === 'made')
  useUnsaved(isBusy)
  useEffect(() => {
    const { current } = line
    return () => {
      current.waiting = []
      current.active?.stop.abort()
    }
  }, [])
  return { uploads, add, addAddress, cancel, tryAgain, isBusy }
}
