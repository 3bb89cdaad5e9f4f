'use client'

import { useEffect, useState } from 'react'
import { previewProseAction } from '../actions'
import { proseIn } from '../document/prose-places'
import type { EditorData } from '../queries/editor'
import { useEditor } from './editor-context.client'
import { listen } from './listen.client'

/** Markdown, or `line: ` and that of a line → what the page shows of it, as the site has told. The oldest goes first. */
const told = new Map<string, string>()
const maxTold = 1000
const askAfterMs = 300

const given = new WeakMap<EditorData, ReadonlyMap<string, string>>()
/** What came with the page, by its Markdown. */
function proseOf(article: EditorData): ReadonlyMap<string, string> {
  const known = given.get(article)
  if (known) return known
  const prose = new Map(
    proseIn(article.document).flatMap(({ place, text }) => (article.prose[place] === undefined ? [] : [[text, article.prose[place]] as const])),
  )
  given.set(article, prose)
  return prose
}

function noteProse(markdown: string, html: string): void {
  told.delete(markdown)
  told.set(markdown, html)
  if (told.size > maxTold) told.delete(told.keys().next().value!)
}

type Prose = { html: string | null; failed: boolean }

/** The HTML that the readers' page has for a text, once the site has told it; asked for while nobody writes (`isWanted`). `failed`: it cannot be had now. */
export function useProse(markdown: string, isWanted: boolean, line = false): Prose {
  return useProseOf(useEditor().article, markdown, isWanted, line)
}

/** The same, for what is not drawn again with each key. */
export function useProseOf(article: EditorData, markdown: string, isWanted: boolean, line = false): Prose {
  const [failed, setFailed] = useState<string | null>(null)
  const [, setCount] = useState(0)
  const key = line ? `line: ${markdown}` : markdown
  const known = (line ? undefined : proseOf(article).get(markdown)) ?? told.get(key) ?? null
  const isMissing = isWanted && markdown.trim() !== '' && known === null
  useEffect(() => {
    if (!isMissing) return
    let current = true
    const ask = async () => {
      const answer = await previewProseAction({ markdown, line }).catch(() => null)
      if (answer?.ok) noteProse(key, answer.value.html)
      if (!current) return
      setFailed(answer?.ok ? null : markdown)
      setCount((count) => count + 1)
    }
    const timer = setTimeout(() => void ask(), askAfterMs)
    const end = listen([window, 'online', () => void ask()])
    return () => {
      current = false
      clearTimeout(timer)
      end()
    }
  }, [markdown, key, line, isMissing])
  return { html: known, failed: failed === markdown }
}
