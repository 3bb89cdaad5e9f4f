'use client'

import { countDocument } from '../document/words'
import { limits, type ListDocument } from '@/features/articles/schema'
import { inHistory, problemAt, useEditor } from './editor-context.client'
import { LineField } from './line-field.client'
import { MarkdownField } from './markdown-field.client'
import { Here } from './presence.client'
import { Byline, ListCover, namesOf } from './still-parts.client'
import { TwoTexts } from './two-texts.client'

function useListField() {
  const { document, change, problems } = useEditor()
  return <K extends keyof ListDocument>(key: K) => ({
    field: key,
    value: document[key],
    error: problemAt(problems, [key]),
    onChange: (value: ListDocument[K], how: Parameters<typeof inHistory>[1] = 'typed') => change((now) => ({ ...now, [key]: value }), ...inHistory(key, how)),
  })
}

/** What stands before the entries: cover, title, standfirst, byline, first words. */
export function ListHead() {
  const { cover, publication } = useEditor()
  const set = useListField()
  return (
    <div className="editor-list">
      <Here place="list" />
      <ListCover cover={cover} />
      <LineField id="list-title" label="Title" look="title" maxLength={limits.title} {...set('title')} />
      <TwoTexts on="list" field="title" label="Title" />
      <LineField
        id="list-standfirst"
        label="Standfirst"
        look="stand"
        placeholder="Standfirst: one or two sentences that say why to read on"
        maxLength={limits.standfirst}
        {...set('standfirst')}
      />
      <TwoTexts on="list" field="standfirst" label="Standfirst" />
      <Byline names={namesOf(publication.authors)} />
      <MarkdownField id="list-intro" label="Introduction" hideLabel placeholder="Before the first entry (optional)" {...set('intro')} />
      <TwoTexts on="list" field="intro" label="Introduction" />
    </div>
  )
}

/** What stands behind them: last words and the question. */
export function ListTail() {
  const { document } = useEditor()
  const set = useListField()
  return (
    <div className="editor-list">
      <MarkdownField id="list-outro" label="Closing words" hideLabel placeholder="After the last entry (optional)" {...set('outro')} />
      <TwoTexts on="list" field="outro" label="Closing words" />
      <LineField
        id="list-question"
        label="Question to readers"
        look="heading"
        placeholder="Which one was your favourite? (the question to readers)"
        hint="Asked above the results. Readers answer with their favourite."
        maxLength={limits.question}
        {...set('question')}
      />
      <TwoTexts on="list" field="question" label="Question to readers" />
      <p className="soft">{countDocument(document).toLocaleString('en')} words in the whole list</p>
    </div>
  )
}
