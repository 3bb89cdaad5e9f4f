'use client'

import { countDocument } from '../document/words'
import { limits, type ListDocument } from '@/features/articles/schema'
import { inHistory, problemAt, useEditor } from './editor-context.client'
import { LineField } from './line-field.client'
import { MarkdownField } from './markdown-field.client'
import { TwoTexts } from './two-texts.client'

/** What stands around the entries: title, standfirst, first and last words, the question. */
export function ListCanvas() {
  const { document, change, problems } = useEditor()
  const set = <K extends keyof ListDocument>(key: K) => ({
    field: key,
    value: document[key],
    error: problemAt(problems, [key]),
    onChange: (value: ListDocument[K], how: Parameters<typeof inHistory>[1] = 'typed') => change((now) => ({ ...now, [key]: value }), ...inHistory(key, how)),
  })
  return (
    <div className="editor-list">
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
      <MarkdownField id="list-intro" label="Introduction" placeholder="Before the first entry (optional)" {...set('intro')} />
      <TwoTexts on="list" field="intro" label="Introduction" />
      <MarkdownField id="list-outro" label="Closing words" placeholder="After the last entry (optional)" {...set('outro')} />
      <TwoTexts on="list" field="outro" label="Closing words" />
      <LineField
        id="list-question"
        label="Question to readers"
        hint="Asked above the results. Readers answer with their favourite."
        maxLength={limits.question}
        {...set('question')}
      />
      <TwoTexts on="list" field="question" label="Question to readers" />
      <p className="soft">{countDocument(document).toLocaleString('en')} words in the whole list</p>
    </div>
  )
}
