'use client'

import { useEffect } from 'react'
import { thumbHashToDataURL } from 'thumbhash'

const attribute = 'data-thumbhash'

/** What a thumbhash means, as an address of a picture; '' for what is none. */
export function groundOf(thumbhash: string): string {
  if (!thumbhash) return ''
  try {
    return `url(${thumbHashToDataURL(Uint8Array.from(atob(thumbhash), (letter) => letter.charCodeAt(0)))})`
  } catch {
    return ''
  }
}

/** Shows the thumbhash of each picture of this page behind it until it is there. `of`: what they are, so that others get theirs. */
export function Grounds({ of }: { of: string }) {
  useEffect(() => {
    for (const element of document.querySelectorAll<HTMLElement>(`[${attribute}]`)) element.style.backgroundImage = groundOf(element.getAttribute(attribute)!)
  }, [of])
  return null
}
