'use client'

import { useEffect, useState } from 'react'
import { wordsKept } from '../document/kept-words'
import { hasWork } from '../document/session'
import { listKeptSessions } from './kept-sessions.client'
import { downloadText } from './paste.client'

/** Where a list cannot be edited any more: the words that this browser keeps of it and the site does not have, to take along. Nothing where there are none. */
export function KeptWords({ accountId, articleId }: { accountId: string; articleId: string }) {
  const [words, setWords] = useState('')
  const [said, setSaid] = useState('')
  useEffect(() => {
    let current = true
    void listKeptSessions({ accountId, articleId }).then((kept) => current && setWords(wordsKept(kept.filter(hasWork))))
    return () => {
      current = false
    }
  }, [accountId, articleId])
  if (!words) return null
  const copy = () =>
    navigator.clipboard.writeText(words).then(
      () => setSaid('Your words are on the clipboard.'),
      () => setSaid('The browser did not allow copying: download them instead.'),
    )
  return (
    <section className="notice" aria-label="Words in this browser">
      <p>This browser keeps words of this list that had not reached the site.</p>
      <p className="row">
        <button type="button" className="btn" onClick={() => downloadText('list.txt', words)}>
          Download them
        </button>
        <button type="button" className="btn" onClick={() => void copy()}>
          Copy them
        </button>
      </p>
      <output>{said}</output>
    </section>
  )
}
