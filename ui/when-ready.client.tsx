'use client'

import { useSyncExternalStore, type ReactNode } from 'react'

const never = () => () => {}

/** Whether this page's script runs already: false in the server's HTML and while it is taken over, true from then on. */
const useReady = () =>
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
  return (
    <fieldset className="when-ready" disabled={!useReady()}>
      {children}
    </fieldset>
  )
}
