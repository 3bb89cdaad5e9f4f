'use client'

import { countDocument } from '../document/words'
import { limits, type ListDocument } from '@/features/articles/schema'
import { problemAt, useEditor } from './editor-context.client'
import { LineField } from './line-field.client'
import { MarkdownField } from './markdown-field.client'

/** What stands around the entries: title, standfirst, first and last words, the question. */
export function ListCanvas() {
  const { document, change, problems } = useEditor()
  const set = <K extends keyof ListDocument>(key: K) => ({
    field: key,
    value: document[key],
    error: problemAt(problems, [key]),
    onChange: (value: ListDocument[K]) => change((now) => ({ ...now, [key]: value }), key),
  })
  return (
    <div className="editor-list">
      <LineField id="list-title" label="Title" look="title" maxLength={limits.title} {...set('title')} />
      <LineField
        label="Standfirst"
        look="stand"
        placeholder="Standfirst: one or two sentences that say why to read on"
        maxLength={limits.standfirst}
        {...set('standfirst')}
      />
      <MarkdownField label="Introduction" placeholder="Before the first entry (optional)" {...set('intro')} />
      <MarkdownField id="list-outro" label="Closing words" placeholder="After the last entry (optional)" {...set('outro')} />
      <LineField
        label="Question to readers"
        hint="Asked above the results. Readers answer with their favourite."
        maxLength={limits.question}
        {...set('question')}
      />
      <p className="soft">{countDocument(document).toLocaleString('en')} words in the whole list</p>
    </div>
  )
}
