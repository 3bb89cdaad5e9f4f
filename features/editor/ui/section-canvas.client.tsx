'use client'

import { newBrowserId } from '../document/new-id'
import { addSection, changeSection, moveSection, removeSection } from '../document/sections'
import { limits, type Section, type Subsection } from '@/features/articles/schema'
import { useEditor } from './editor-context.client'
import { LineField } from './line-field.client'
import { MarkdownField } from './markdown-field.client'

export function SectionCanvas({ section }: { section: Section | Subsection }) {
  const { change, select, announce } = useEditor()
  const move = (step: -1 | 1) => {
    change((now) => moveSection(now, section.id, step))
    announce(`The section ${section.heading} was moved ${step < 0 ? 'up' : 'down'}`)
  }
  const remove = () => {
    change((now) => removeSection(now, section.id))
    select({ of: 'list' })
    announce(`The section ${section.heading} was removed; its entries stay`)
  }
  const addInside = () => {
    const id = newBrowserId()
    change((now) => addSection(now, id, section.id))
    select({ of: 'section', id }, 'section-heading')
  }
  return (
    <div className="editor-section">
      <div className="entry-tools">
        <button type="button" className="btn small" onClick={() => move(-1)}>
          ↑ Up
        </button>
        <button type="button" className="btn small" onClick={() => move(1)}>
          ↓ Down
        </button>
        {'sections' in section ? (
          <button type="button" className="btn small" onClick={addInside}>
            + Section inside
          </button>
        ) : null}
        <button type="button" className="btn small danger" onClick={remove} title="Its entries stay">
          Remove heading
        </button>
      </div>
      <LineField
        id="section-heading"
        label="Section heading"
        look="heading"
        maxLength={limits.heading}
        value={section.heading}
        onChange={(heading) => change((now) => changeSection(now, section.id, { heading }), `heading:${section.id}`)}
      />
      <MarkdownField
        key={section.id}
        label="Words under the heading"
        placeholder="Optional"
        value={section.body}
        onChange={(body) => change((now) => changeSection(now, section.id, { body }), `body:${section.id}`)}
      />
    </div>
  )
}
