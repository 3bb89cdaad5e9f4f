'use client'

import { useEffect, useState } from 'react'
import { pageAccountHeader } from '../policy'

/** Whose page this is; null until one of the studio has said so. */
let account: string | null = null

/**
 * Says whose page this is. Somebody else may sign in in another tab of the browser: what is written here is then not theirs, and the site does not take it as such. The
 * first account counts as long as the page stands: its words stay in it, whoever is signed in when it is drawn anew.
 */
export function PageAccount({ id }: { id: string }) {
  const [first] = useState(id)
  useEffect(() => {
    account = first
  }, [first])
  return null
}

/** The head that says so, of a request that changes something. */
export const pageAccountHead = (): Record<string, string> => (account === null ? {} : { [pageAccountHeader]: account })

/** The same request, with that head when it is one of the studio's: an action of Next, or a post to its API. */
export function asOfPage(...[input, init]: Parameters<typeof fetch>): Parameters<typeof fetch> {
  if (account === null || typeof input !== 'string' || init?.method !== 'POST') return [input, init]
  const headers = new Headers(init.headers)
  // Operations say themselves whose they are.
  const isStudio = input.startsWith('/api/studio/') && !input.endsWith('/operations')
  if (!headers.has('next-action') && !isStudio) return [input, init]
  headers.set(pageAccountHeader, account)
  return [input, { ...init, headers }]
}
