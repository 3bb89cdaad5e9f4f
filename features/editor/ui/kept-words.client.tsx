'use client'

import { useEffect, useState } from 'react'
import { wordsKept } from '../document/kept-words'
import { hasWork } from '../document/session'
import { listKeptSessions } from './kept-sessions.client'
import { downloadText } from './paste.client'
import { copyText } from '@/ui/copy-text.client'

type Of = { accountId: string; articleId: string }

/** Where a list cannot be edited any more: the words that this browser keeps of it and the site does not have, to take along. Nothing where there are none. */
export function KeptWords({ accountId, articleId }: Of) {
  const words = useKeptWords({ accountId, articleId })
  if (!words) return null
  return (
    <section className="notice" aria-label="Words in this browser">
      <p>This browser keeps words of this list that had not reached the site.</p>
      <TakeWords words={words} />
    </section>
  )
}

/** The same for one list of several. */
export function KeptWordsOf({ accountId, articleId, title }: Of & { title: string }) {
  const words = useKeptWords({ accountId, articleId })
  return words ? <TakeWords words={words} title={title} /> : null
}

function useKeptWords({ accountId, articleId }: Of): string {
  const [words, setWords] = useState('')
  useEffect(() => {
    let current = true
    void listKeptSessions({ accountId, articleId }).then((kept) => current && setWords(wordsKept(kept.filter(hasWork))))
    return () => {
      current = false
    }
  }, [accountId, articleId])
  return words
}

/** The words of something, to copy and to download. */
export function TakeWords({ words, title }: { words: string; title?: string }) {
  const [said, setSaid] = useState('')
  const copy = async () => setSaid((await copyText(words)) ? 'Your words are on the clipboard.' : 'The browser did not allow copying: download them instead.')
  const labelOf = (verb: string) => (title === undefined ? undefined : `${verb}: ${title}`)
  return (
    <>
      <p className="row">
        <button type="button" className="btn" aria-label={labelOf('Download them')} onClick={() => downloadText(`${title ?? 'list'}.txt`, words)}>
          Download them
        </button>
        <button type="button" className="btn" aria-label={labelOf('Copy them')} onClick={() => void copy()}>
          Copy them
        </button>
      </p>
      <output>{said}</output>
    </>
  )
}
