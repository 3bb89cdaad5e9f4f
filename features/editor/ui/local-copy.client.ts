'use client'

import { listDocument, type ListDocument } from '@/features/articles/schema'

/** What the browser keeps of a draft until the server has it: a crash or a lost network loses nothing. */
export type LocalCopy = { version: number; document: ListDocument; at: string }

const keyOf = (articleId: string) => `lightstick:draft:${articleId}`

export function keepLocally(articleId: string, copy: LocalCopy): boolean {
  try {
    localStorage.setItem(keyOf(articleId), JSON.stringify(copy))
    return true
  } catch {
    // Storage is full or forbidden: the server still gets every save.
    return false
  }
}

export function readLocally(articleId: string): LocalCopy | null {
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(articleId)) ?? 'null') as LocalCopy | null
    const document = listDocument.safeParse(kept?.document)
    return kept && document.success ? { ...kept, document: document.data } : null
  } catch {
    return null
  }
}

export function forgetLocally(articleId: string): void {
  try {
    localStorage.removeItem(keyOf(articleId))
  } catch {
    // nothing was kept
  }
}
