'use client'

import { changeEntry, renameEntry } from '../document/entries'
import { missingRoles } from '../document/templates'
import { entriesOf, limits, numberOf, type PlacedEntry } from '@/features/articles/schema'
import { inHistory, problemAt, useEditor } from './editor-context.client'
import { CreditChips, StillPoster } from './entry-looks.client'
import { LineField } from './line-field.client'
import { MarkdownField } from './markdown-field.client'
import { Noted, OpenSign } from './note-sign.client'
import { PartTools } from './part-tools.client'
import { Here } from './presence.client'
import { Numeral } from './still-parts.client'
import { TwoTexts } from './two-texts.client'

/** The fields of one entry, in the type that readers will see. */
export function EntryCanvas({ placed }: { placed: PlacedEntry }) {
  const { document, closed, change, article, records, problems, arrange, moveEntry, removeEntry, toDetails } = useEditor()
  const { entry, path, position } = placed
  const total = entriesOf(document).length
  const expected = closed ? [] : missingRoles(document, entry)
  const fields: Record<string, string> = { credit: 'add-credit', video: 'set-video' }
  const looks = { entry, records, expected, onAdd: closed ? undefined : (what: string) => toDetails(fields[what] ?? `credit-${what}`) }
  return (
    <article className="editor-entry" aria-label={entry.heading || 'Entry without a heading'}>
      <PartTools
        name="this entry"
        onMove={() => arrange.openMove({ entries: [entry.id] })}
        onStep={(by) => moveEntry(entry, by)}
        items={[
          { words: 'Move to…', key: 'Alt M', act: () => arrange.openMove({ entries: [entry.id] }) },
          { words: 'Up by one place', key: 'Alt ↑', act: () => moveEntry(entry, -1) },
          { words: 'Down by one place', key: 'Alt ↓', act: () => moveEntry(entry, 1) },
          { words: 'Duplicate', act: () => arrange.duplicate(entry.id) },
          { words: 'Remove', danger: true, act: () => removeEntry(entry) },
        ]}
      />
      <Numeral number={numberOf(position, total, document.order)} />
      <Here place={`entry:${entry.id}`} />
      <OpenSign />
      <Noted field="heading">
        <LineField
          id="entry-heading"
          field="heading"
          label="Heading"
          look="heading"
          maxLength={limits.heading}
          value={entry.heading}
          error={problemAt(problems, [...path, 'heading'])}
          enterTo="entry-words"
          onChange={(heading) => change((now) => renameEntry(now, entry.id, heading, article.reserved), `heading:${entry.id}`)}
        />
      </Noted>
      <TwoTexts on={{ entry: entry.id }} field="heading" label="Heading" />
      <Noted field="subheading">
        <MarkdownField
          key={entry.id}
          id="entry-subheading"
          label="Subheading"
          hideLabel
          field="subheading"
          line={{ look: 'sub', enterTo: 'entry-words' }}
          placeholder="Subheading: who, and in what"
          maxLength={limits.subheading}
          value={entry.subheading}
          error={problemAt(problems, [...path, 'subheading'])}
          onChange={(subheading, how) => change((now) => changeEntry(now, entry.id, { subheading }), ...inHistory(`subheading:${entry.id}`, how))}
        />
      </Noted>
      <TwoTexts on={{ entry: entry.id }} field="subheading" label="Subheading" />
      <CreditChips {...looks} />
      <StillPoster {...looks} />
      <Noted field="body">
        <MarkdownField
          key={entry.id}
          id="entry-words"
          field="body"
          label="Words"
          hideLabel
          placeholder="What makes this one belong here?"
          value={entry.body}
          error={problemAt(problems, [...path, 'body'])}
          onChange={(body, how) => change((now) => changeEntry(now, entry.id, { body }), ...inHistory(`body:${entry.id}`, how))}
        />
      </Noted>
      <TwoTexts on={{ entry: entry.id }} field="body" label="Words" />
    </article>
  )
}
