'use client'

import { countDocument } from '../document/words'
import { limits, type ListDocument } from '@/features/articles/schema'
import { inHistory, problemAt, useEditor } from './editor-context.client'
import { LineField } from './line-field.client'
import { MarkdownField } from './markdown-field.client'
import { Noted } from './note-sign.client'
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
      <Noted field="title" whole>
        <LineField id="list-title" label="Title" look="title" maxLength={limits.title} {...set('title')} />
      </Noted>
      <TwoTexts on="list" field="title" label="Title" />
      <Noted field="standfirst">
        <LineField
          id="list-standfirst"
          label="Standfirst"
          look="stand"
          placeholder="Standfirst: one or two sentences that say why to read on"
          maxLength={limits.standfirst}
          {...set('standfirst')}
        />
      </Noted>
      <TwoTexts on="list" field="standfirst" label="Standfirst" />
      <Byline names={namesOf(publication.authors)} />
      <Noted field="intro">
        <MarkdownField id="list-intro" label="Introduction" hideLabel placeholder="Before the first entry (optional)" {...set('intro')} />
      </Noted>
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
      <Noted field="outro">
        <MarkdownField id="list-outro" label="Closing words" hideLabel placeholder="After the last entry (optional)" {...set('outro')} />
      </Noted>
      <TwoTexts on="list" field="outro" label="Closing words" />
      <Noted field="question">
        <LineField
          id="list-question"
          label="Question to readers"
          look="heading"
          placeholder="Which one was your favourite? (the question to readers)"
          hint="Asked above the results. Readers answer with their favourite."
          maxLength={limits.question}
          {...set('question')}
        />
      </Noted>
      <TwoTexts on="list" field="question" label="Question to readers" />
      <p className="soft">{countDocument(document).toLocaleString('en')} words in the whole list</p>
    </div>
  )
}
