'use client'

import { useSyncExternalStore, type ReactNode } from 'react'

const never = () => () => {}

/** True once React runs on this page: false in the server's HTML and during hydration. */
export const useReady = () =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  )

/**
 * Keeps fields and buttons disabled until the script that answers them runs: what is pressed or typed before would be lost
 * without a word. Links stay as they are. It has no box of its own.
 */
export function WhenReady({ children }: { children: ReactNode }) {
  const isReady = useReady()
  return (
    <fieldset className="when-ready" disabled={!isReady} aria-busy={isReady ? undefined : true}>
      {children}
    </fieldset>
  )
}
