'use client'

import { useState } from 'react'
import { useKeptText } from '@/ui/kept-text.client'
import { Modal, ModalFoot } from '@/ui/modal.client'
import { useUnsaved } from '@/ui/unsaved.client'
import { useReady } from '@/ui/when-ready.client'
import { readArticleAction } from '../actions'
import type { ReadArticle, ReadArticleInput } from '../schema'
import { ArticleSource } from './article-source.client'
import { bringBackText, replaceText, type FieldTexts } from './field-texts.client'
import { afterMade, mended, nothingRead, opened, parseKept, printKept, turned, type KeptReading } from './kept-reading.client'
import { ReadReview } from './read-review.client'

/** A whole article becomes a list: it is pasted or sent, read, looked over and made. `writer`: whose text this browser keeps until then. */
export function FromArticle({ writer }: { writer: string }) {
  return useReady() ? <Steps writer={writer} /> : <p className="soft">One moment…</p>
}

function Steps({ writer }: { writer: string }) {
  const [text, setText, isTextKept] = useKeptText(`lightstick:article:${writer}`)
  const [before, setBefore, isBeforeKept] = useKeptText(`lightstick:article-before:${writer}`)
  const [printed, setPrinted, isReadingKept] = useKeptText(`lightstick:article-read:${writer}`)
  const [kept, setKept] = useState(() => parseKept(printed))
  const [asked, setAsked] = useState<ReadArticleInput | null>(null)
  const [error, setError] = useState('')
  const [busy, setBusy] = useState(false)
  const { reading, made } = kept
  const isKept = isTextKept && isBeforeKept && isReadingKept
  useUnsaved(!isKept && !busy && (text !== '' || reading !== null))
  const keep = (next: KeptReading) => {
    setKept(next)
    setPrinted(printKept(next))
  }
  const change = (next: string) => {
    setText(next)
    setError('')
  }
  const put = (next: FieldTexts) => {
    change(next.text)
    setBefore(next.before)
  }

  const readIt = async (input: ReadArticleInput) => {
    setAsked(null)
    setBusy(true)
    setError('')
    const answer = await readArticleAction(input).catch(() => null)
    setBusy(false)
    if (!answer) return setError('The site cannot be reached: your text is still here. Try again')
    if (!answer.ok) return setError(answer.error.fields?.text ?? answer.error.fields?.docx ?? answer.error.message)
    // Nothing was typed meanwhile: the field was locked.
    if ('docx' in input) put(replaceText({ text, before }, answer.value.text))
    else setText(answer.value.text)
    keep(opened(answer.value))
    scrollTo(0, 0)
  }
  const turn = (isOpen: boolean) => {
    keep(turned(kept, isOpen))
    scrollTo(0, 0)
  }
  const finish = (article: ReadArticle, id: string) => {
    const { leftOver, kept: next } = afterMade(article, id)
    keep(next)
    if (leftOver !== '') {
      put(replaceText({ text, before }, leftOver))
      return scrollTo(0, 0)
    }
    setText('')
    setBefore('')
    setBusy(true)
    // Once the page knows that nothing is unsaved.
    setTimeout(() => location.assign(`/admin/articles/${id}`))
  }

  const notKept = isKept ? null : (
    <p className="notice warn article-note" role="alert">
      This browser has no room to keep this: it is gone when the tab is closed or loaded again. Make the list first, or keep a copy of the text.
    </p>
  )
  if (reading?.isOpen)
    return (
      <>
        {notKept}
        <ReadReview
          article={reading.article}
          onChange={(article) => keep(mended(article))}
          onBack={() => turn(false)}
          onMade={(id) => finish(reading.article, id)}
        />
      </>
    )
  return (
    <>
      {notKept}
      {made ? (
        <div className="notice good article-note">
          <output>
            “{made.title}” is made.{text === '' ? '' : ' What was left over from it is in the field below, and stays there until you clear it.'}
          </output>
          <p className="row">
            <a className="btn small primary" href={`/admin/articles/${made.id}`}>
              Open the list
            </a>
            <button type="button" className="btn small" onClick={() => (put(replaceText({ text, before }, '')), keep(nothingRead))}>
              Clear the field
            </button>
          </p>
        </div>
      ) : null}
      {reading ? (
        <div className="notice article-note">
          <p>
            {reading.isMended ? 'What you mended is kept' : 'What this was read as is kept'}
            {reading.article.text === text ? '.' : ', as the text was when it was read.'}
          </p>
          <p className="row">
            <button type="button" className="btn small primary" onClick={() => turn(true)}>
              {reading.isMended ? 'Go on with what you mended' : 'Back to the list'}
            </button>
          </p>
        </div>
      ) : null}
      <ArticleSource
        text={text}
        setText={change}
        onReplace={(next) => put(replaceText({ text, before }, next))}
        onBringBack={before === '' ? null : () => put(bringBackText({ text, before }))}
        busy={busy}
        error={error}
        setError={setError}
        onRead={(input) => (reading?.isMended ? setAsked(input) : void readIt(input))}
      />
      {asked ? (
        <Modal title="Read it anew?" onClose={() => setAsked(null)}>
          <p>You mended what was read before: headings, credits and answers. Read anew, the text is taken as it stands, and those are gone.</p>
          <ModalFoot error="" onClose={() => setAsked(null)}>
            <button type="button" className="btn primary" onClick={() => void readIt(asked)}>
              Read it anew
            </button>
          </ModalFoot>
        </Modal>
      ) : null}
    </>
  )
}
