'use client'

import { isReadable, readDocument } from '@/features/articles/document/read-document'
import type { ListDocument } from '@/features/articles/schema'

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
    return kept && isReadable(kept.document) ? { ...kept, document: readDocument(kept.document) } : null
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
