'use client'

import { useEffect, useState } from 'react'
import { entriesOf, type ListDocument } from '@/features/articles/schema'

/** Whoever has just begun a list writes on in it: its title has the focus. */
export function useNewList(document: ListDocument): void {
  const [isNew] = useState(() => entriesOf(document).length + document.sections.length === 0 && `${document.standfirst}${document.intro}`.trim() === '')
  useEffect(() => {
    if (!isNew) return
    // Until React runs the fields cannot be used (ui/when-ready.client.tsx).
    const soon = setTimeout(() => {
      if (window.document.activeElement === window.document.body) window.document.getElementById('list-title')?.focus()
    })
    return () => clearTimeout(soon)
  }, [isNew])
}
