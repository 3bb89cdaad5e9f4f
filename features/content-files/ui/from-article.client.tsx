'use client'

import { useState } from 'react'
import { useKeptText } from '@/ui/kept-text.client'
import { useUnsaved } from '@/ui/unsaved.client'
import { useReady } from '@/ui/when-ready.client'
import { readArticleAction } from '../actions'
import type { ReadArticle, ReadArticleInput } from '../schema'
import { ArticleSource } from './article-source.client'
import { bringBackText, replaceText, type FieldTexts } from './field-texts.client'
import { ReadReview } from './read-review.client'

/** A whole article becomes a list: it is pasted or sent, read, looked over and made. `writer`: whose text this browser keeps until then. */
export function FromArticle({ writer }: { writer: string }) {
  return useReady() ? <Steps writer={writer} /> : <p className="soft">One moment…</p>
}

function Steps({ writer }: { writer: string }) {
  const [text, setText] = useKeptText(`lightstick:article:${writer}`)
  const [before, setBefore] = useKeptText(`lightstick:article-before:${writer}`)
  const [read, setRead] = useState<ReadArticle | null>(null)
  const [error, setError] = useState('')
  const [busy, setBusy] = useState(false)
  useUnsaved(read !== null && !busy)
  const change = (next: string) => {
    setText(next)
    setError('')
  }
  const put = (next: FieldTexts) => {
    change(next.text)
    setBefore(next.before)
  }

  const readIt = async (input: ReadArticleInput) => {
    setBusy(true)
    setError('')
    const answer = await readArticleAction(input).catch(() => null)
    setBusy(false)
    if (!answer) return setError('The site cannot be reached: your text is still here. Try again')
    if (!answer.ok) return setError(answer.error.fields?.text ?? answer.error.fields?.docx ?? answer.error.message)
    // Nothing was typed meanwhile: the field was locked.
    if ('docx' in input) put(replaceText({ text, before }, answer.value.text))
    else setText(answer.value.text)
    setRead(answer.value)
    scrollTo(0, 0)
  }

  if (!read)
    return (
      <ArticleSource
        text={text}
        setText={change}
        onReplace={(next) => put(replaceText({ text, before }, next))}
        onBringBack={before === '' ? null : () => put(bringBackText({ text, before }))}
        busy={busy}
        error={error}
        setError={setError}
        onRead={(input) => void readIt(input)}
      />
    )
  return (
    <ReadReview
      article={read}
      onChange={setRead}
      onBack={() => setRead(null)}
      onMade={(id) => {
        setText('')
        setBefore('')
        setBusy(true)
        // Once the page knows that nothing is unsaved.
        setTimeout(() => location.assign(`/admin/articles/${id}`))
      }}
    />
  )
}
