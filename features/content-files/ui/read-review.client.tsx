'use client'

import { useId, useState, type ReactNode } from 'react'
import { limits } from '@/features/articles/schema'
import { makeListAction } from '../actions'
import type { GuessedPart, ReadArticle } from '../schema'
import { changePart, confirmed, joinToBefore, newRecordsOf, openQuestions, placeLeftOver, toMake, useRecord as withRecord } from './article-mends.client'
import { isAsSent, lostAnswer, madeBefore } from './made-list.client'
import { NewRecords } from './new-records.client'
import { Proof } from './proof.client'
import { ReadPart, Source, Sureness } from './read-part.client'
import { onReviewKey, ReviewKeys } from './review-keys.client'

type Props = { article: ReadArticle; onChange: (article: ReadArticle) => void; onBack: () => void; onMade: (id: string) => void }

/** What an article was read as: each guess beside the words that it comes from, to be confirmed or mended. */
export function ReadReview({ article, onChange, onBack, onMade }: Props) {
  const [error, setError] = useState<{ message: string; part: string | null } | null>(null)
  const [busy, setBusy] = useState(false)
  /** The article as it was each time that a list may have been made of it, and the list that was made before its last changes. */
  const [sent, setSent] = useState<readonly ReadArticle[]>([])
  const [madeId, setMadeId] = useState<string | null>(null)
  const entries = article.parts.filter(({ kind }) => kind === 'entry').length
  const numbers = new Map(article.parts.filter(({ kind }) => kind === 'entry').map(({ id }, index) => [id, index + 1]))
  const make = async () => {
    setBusy(true)
    setError(null)
    const all = [...sent, article]
    const answer = await makeListAction(toMake(article)).catch(() => null)
    // What was refused is no list.
    if (!answer || answer.ok) setSent(all)
    if (answer?.ok && isAsSent(answer.value, article, all)) return onMade(answer.value.id)
    setBusy(false)
    if (answer?.ok) setMadeId(answer.value.id)
    setError(!answer ? { message: lostAnswer, part: null } : answer.ok ? { message: madeBefore, part: null } : told(answer.error, article.parts))
  }
  const questions = openQuestions(article)
  const asked = questions === 0 ? [] : questions === 1 ? ['1 question open'] : [`${questions} questions open`]
  const count = entries === 1 ? '1 entry' : `${entries} entries`
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- keys of the part that has the focus
    <div className="read-review" onKeyDown={onReviewKey}>
      <p className="row">
        <button type="button" className="btn small" onClick={onBack}>
          Back to the text
        </button>
        <span className="soft">{article.order === 'plain' ? 'Without numbers' : article.order === 'countdown' ? 'A countdown' : 'Numbered'}</span>
        <ReviewKeys />
      </p>
      {article.leftOver.length > 0 ? (
        <section className="left-over" aria-labelledby="left-over">
          <h2 id="left-over">Left over</h2>
          <p className="soft">
            These words have no place in the list yet. What stays here is not in it: once it is made, you find it on this page, in the field for the article.
          </p>
          <ul>
            {article.leftOver.map((words, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- words may be there twice
              <li key={`${index} ${words.slice(0, 20)}`}>
                <Source words={words} />
                <p className="row">
                  <button type="button" className="btn small" onClick={() => onChange(placeLeftOver(article, index, 'entry'))}>
                    Make it an entry
                  </button>
                  <button type="button" className="btn small" onClick={() => onChange(placeLeftOver(article, index, 'intro'))}>
                    Add it to the introduction
                  </button>
                </p>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <ol className="read-parts">
        <Front label="Title" name="title" article={article} onChange={onChange} max={limits.title} isFirst />
        <Front label="Standfirst" name="standfirst" article={article} onChange={onChange} max={limits.standfirst} />
        <Prose label="Introduction" name="intro" article={article} onChange={onChange} />
        {article.parts.length === 0 ? (
          <li className="read-part none">
            <p>
              No entry was found: all of it is in the introduction. You can make the list and write its entries in the editor, or go back and put each entry’s
              heading on a line of its own.
            </p>
          </li>
        ) : null}
        {article.parts.map((part, index) => (
          <ReadPart
            key={part.id}
            part={part}
            number={numbers.get(part.id) ?? null}
            before={article.parts[index - 1] ?? null}
            numberBefore={numbers.get(article.parts[index - 1]?.id ?? '') ?? null}
            records={article.records}
            error={error?.part === part.id ? error.message : null}
            onChange={(change) => onChange(changePart(article, part.id, change))}
            onConfirm={() => onChange(confirmed(article, part.id))}
            onJoin={() => onChange(joinToBefore(article, part.id))}
            onRecord={(record) => onChange({ ...article, records: [...article.records.filter((one) => one.record !== record.record), record] })}
          />
        ))}
        <Prose label="Closing words" name="outro" article={article} onChange={onChange} />
        <Front label="Question" name="question" article={article} onChange={onChange} max={limits.question} />
      </ol>
      <NewRecords
        records={newRecordsOf(article)}
        onChange={(record, change) => onChange({ ...article, records: article.records.map((one) => (one.record === record ? { ...one, ...change } : one)) })}
        onSame={(record, known) => onChange(withRecord(article, record, known))}
      />
      <Proof article={article} />
      <div className="make-bar">
        <p className={error ? 'error' : 'soft'} role={error ? 'alert' : undefined}>
          {error ? error.message : [article.leftOver.length > 0 ? `${article.leftOver.length} left over` : 'Nothing is left over', ...asked].join(', ')}
        </p>
        {madeId ? (
          <button type="button" className="btn primary" onClick={() => onMade(madeId)}>
            Open the list
          </button>
        ) : (
          <button type="button" className="btn primary" disabled={busy} onClick={() => void make()}>
            {busy ? 'Making…' : `Make the list, ${count}`}
          </button>
        )}
      </div>
    </div>
  )
}

type Refusal = { message: string; fields?: Record<string, string>; data?: unknown }

/** What was refused, with the part that it is about. */
function told({ message, fields, data }: Refusal, parts: readonly GuessedPart[]) {
  const problems = Array.isArray(data) ? (data as { path: (string | number)[]; message: string }[]) : []
  const [first] = problems
  const part = first?.path[0] === 'parts' ? (parts[Number(first.path[1])] ?? null) : null
  if (first && part) return { message: `“${part.heading.slice(0, 60)}”: ${first.message}`, part: part.id }
  const [[field, words] = []] = Object.entries(fields ?? {})
  return { message: words ? `${labels[field!] ?? 'The list'}: ${words}` : message, part: null }
}
const labels: Record<string, string> = {
  title: 'Title',
  standfirst: 'Standfirst',
  question: 'Question',
  intro: 'Introduction',
  outro: 'Closing words',
  records: 'New records',
}

type FieldProps<N extends keyof ReadArticle> = { label: string; name: N; article: ReadArticle; onChange: (article: ReadArticle) => void }

function Front({ label, name, article, onChange, max, isFirst = false }: FieldProps<'title' | 'standfirst' | 'question'> & { max: number; isFirst?: boolean }) {
  const id = useId()
  const { words } = article[name]
  return (
    <Guessed id={id} label={label} name={name} article={article} onChange={onChange} isFirst={isFirst}>
      <input id={id} value={words} maxLength={max} onChange={(event) => onChange({ ...article, [name]: { ...article[name], words: event.target.value } })} />
    </Guessed>
  )
}

function Prose({ label, name, article, onChange }: FieldProps<'intro' | 'outro'>) {
  const id = useId()
  const { words } = article[name]
  return (
    <Guessed id={id} label={label} name={name} article={article} onChange={onChange}>
      <textarea
        id={id}
        value={words}
        rows={words.length > 300 ? 6 : words ? 3 : 1}
        onChange={(event) => onChange({ ...article, [name]: { ...article[name], words: event.target.value } })}
      />
    </Guessed>
  )
}

type GuessedProps = FieldProps<'title' | 'standfirst' | 'question' | 'intro' | 'outro'> & { id: string; isFirst?: boolean; children: ReactNode }

/** A field of the list beside the words that it comes from. The keys begin at the first one. */
function Guessed({ id, label, name, article, onChange, isFirst = false, children }: GuessedProps) {
  const { source, confidence } = article[name]
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it takes the keys of the review
    <li className="read-part" data-stop="" tabIndex={isFirst ? 0 : -1}>
      <div className="from">{source ? <Source words={source} /> : <p className="soft">Nothing in the text</p>}</div>
      <div className="to">
        <div className="part-head">
          <label htmlFor={id}>{label}</label>
          {source ? (
            <Sureness of={label} confidence={confidence} onConfirm={() => onChange({ ...article, [name]: { ...article[name], confidence: 1 } })} />
          ) : null}
        </div>
        {children}
      </div>
    </li>
  )
}
