'use client'

import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { saveDraftAction } from '@/features/articles/actions'
import { rulesBrokenBy, type Problem } from '@/features/articles/publishable'
import { draftDocument, type ListDocument } from '@/features/articles/schema'
import { forgetLocally, keepLocally } from './local-copy.client'

export type Newer = { version: number; document: ListDocument; savedAt: string }
export type SaveState =
  { is: 'saved'; at: string } | { is: 'waiting' } | { is: 'saving' } | { is: 'failed'; message: string; signIn?: boolean } | { is: 'stale'; newer: Newer }

const saveAfterIdleMs = 2500
const retryAfterMs = [3000, 10_000, 30_000, 60_000]

/**
 * Keeps the draft on the server: a few seconds after the last change, again after a failure, and at once when asked. Until the server has
 * it, the browser keeps a copy. `save` resolves to the version that the server has now, or null when it lacks what the editor shows.
 */
export function useAutosave(articleId: string, start: { version: number; document: ListDocument; savedAt: string }, document: ListDocument) {
  const [state, setState] = useState<SaveState>({ is: 'saved', at: start.savedAt })
  const [problems, setProblems] = useState<Problem[]>([])
  const [version, setVersion] = useState(start.version)
  const latest = useRef(document)
  const saved = useRef(start.document)
  const base = useRef(start.version)
  const flight = useRef<Promise<number | null> | null>(null)
  const stale = useRef(false)
  const failures = useRef(0)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const saveAgain = useRef<() => void>(() => {})
  useLayoutEffect(() => {
    latest.current = document
  })

  const save = useCallback(async (): Promise<number | null> => {
    clearTimeout(timer.current)
    if (flight.current) await flight.current
    if (stale.current) return null
    if (latest.current === saved.current) {
      setState((old) => (old.is === 'saved' ? old : { is: 'saved', at: new Date().toISOString() }))
      return base.current
    }
    const sent = latest.current
    const again = () => {
      timer.current = setTimeout(() => saveAgain.current(), retryAfterMs[Math.min(failures.current++, retryAfterMs.length - 1)])
    }
    const run = async (): Promise<number | null> => {
      const checked = draftDocument.safeParse(sent)
      if (!checked.success) {
        const found = checked.error.issues.map(({ path, message }) => ({ path: path as Problem['path'], message }))
        setProblems(found)
        setState({ is: 'failed', message: found[0]?.message ?? 'Something in it cannot be saved' })
        return null
      }
      setState({ is: 'saving' })
      const answer = await saveDraftAction({ articleId, version: base.current, document: sent }).catch(() => null)
      if (!answer) {
        setState({ is: 'failed', message: 'the site cannot be reached. This browser keeps your words and tries again' })
        again()
        return null
      }
      if (!answer.ok) {
        const { code, message, data } = answer.error
        if (code === 'conflict') {
          stale.current = true
          setState({ is: 'stale', newer: data as Newer })
        } else {
          setState({ is: 'failed', message, signIn: code === 'unauthorized' })
          if (code === 'unavailable') again()
        }
        return null
      }
      failures.current = 0
      base.current = answer.value.version
      saved.current = sent
      setVersion(base.current)
      // It is kept as it is; what it cannot be published with is told at its place.
      setProblems(rulesBrokenBy(sent))
      if (latest.current === sent) {
        forgetLocally(articleId)
        setState({ is: 'saved', at: answer.value.savedAt })
        return base.current
      }
      setState({ is: 'waiting' })
      keepLocally(articleId, { version: base.current, document: latest.current, at: new Date().toISOString() })
      timer.current = setTimeout(() => saveAgain.current(), saveAfterIdleMs)
      return null
    }
    flight.current = run()
    try {
      return await flight.current
    } finally {
      flight.current = null
    }
  }, [articleId])

  useEffect(() => {
    saveAgain.current = () => void save()
  }, [save])

  // Kept in the browser soon, on the server a little later.
  useEffect(() => {
    if (document === saved.current) return
    const soon = setTimeout(() => {
      // A save may have been quicker.
      if (document !== saved.current) keepLocally(articleId, { version: base.current, document, at: new Date().toISOString() })
    }, 250)
    if (stale.current) return () => clearTimeout(soon)
    setState((old) => (old.is === 'saving' ? old : { is: 'waiting' }))
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void save(), saveAfterIdleMs)
    return () => clearTimeout(soon)
  }, [articleId, document, save])

  useEffect(() => {
    const online = () => {
      if (latest.current !== saved.current) void save()
    }
    const leaving = (event: BeforeUnloadEvent) => {
      if (latest.current === saved.current) return
      keepLocally(articleId, { version: base.current, document: latest.current, at: new Date().toISOString() })
      event.preventDefault()
    }
    window.addEventListener('online', online)
    window.addEventListener('beforeunload', leaving)
    return () => {
      window.removeEventListener('online', online)
      window.removeEventListener('beforeunload', leaving)
      clearTimeout(timer.current)
    }
  }, [articleId, save])

  /** The editor goes on from another saved version: theirs was taken, or mine is to be saved over theirs. */
  const continueFrom = useCallback((from: { version: number; document: ListDocument; savedAt: string }, keepMine: boolean) => {
    stale.current = false
    base.current = from.version
    saved.current = from.document
    setVersion(from.version)
    setProblems([])
    setState(keepMine ? { is: 'waiting' } : { is: 'saved', at: from.savedAt })
  }, [])

  /** A copy that this browser kept was begun from an older version than the server has. */
  const reportStale = useCallback((newer: Newer) => {
    stale.current = true
    setState({ is: 'stale', newer })
  }, [])

  return { state, version, problems, setProblems, save, continueFrom, reportStale }
}
