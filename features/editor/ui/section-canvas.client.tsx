'use client'

import { changeSection } from '../document/sections'
import { limits, type Section, type Subsection } from '@/features/articles/schema'
import { inHistory, useEditor } from './editor-context.client'
import { LineField } from './line-field.client'
import { MarkdownField } from './markdown-field.client'
import { Noted, OpenSign } from './note-sign.client'
import { Here } from './presence.client'
import { SectionCount } from './still-parts.client'
import { TwoTexts } from './two-texts.client'

export function SectionCanvas({ section }: { section: Section | Subsection }) {
  const { change, arrange } = useEditor()
  return (
    <div className={`editor-section level-${'sections' in section ? 1 : 2}`}>
      <div className="entry-tools">
        <button type="button" className="btn small" onClick={() => arrange.step({ section: section.id }, -1)}>
          ↑ Up
        </button>
        <button type="button" className="btn small" onClick={() => arrange.step({ section: section.id }, 1)}>
          ↓ Down
        </button>
        <button
          type="button"
          className="btn small"
          aria-keyshortcuts="Alt+M"
          title="Move to… (Alt M)"
          onClick={() => arrange.openMove({ section: section.id })}
        >
          Move to…
        </button>
        {'sections' in section ? (
          <button type="button" className="btn small" onClick={() => arrange.addSection(section.id)}>
            + Section inside
          </button>
        ) : null}
        <button type="button" className="btn small danger" onClick={() => arrange.removeSection(section.id)} title="Its entries stay">
          Remove heading
        </button>
      </div>
      <Here place={`section:${section.id}`} />
      <OpenSign />
      <div className="section-line">
        <Noted field="heading">
          <LineField
            id="section-heading"
            field="heading"
            label="Section heading"
            look="heading"
            maxLength={limits.heading}
            enterTo="section-words"
            value={section.heading}
            onChange={(heading) => change((now) => changeSection(now, section.id, { heading }), `heading:${section.id}`)}
          />
        </Noted>
        <SectionCount count={[section, ...('sections' in section ? section.sections : [])].reduce((sum, { entries }) => sum + entries.length, 0)} />
      </div>
      <TwoTexts on={{ section: section.id }} field="heading" label="Section heading" />
      <Noted field="body">
        <MarkdownField
          key={section.id}
          id="section-words"
          field="body"
          label="Words under the heading"
          hideLabel
          placeholder="Words under the heading (optional)"
          value={section.body}
          onChange={(body, how) => change((now) => changeSection(now, section.id, { body }), ...inHistory(`body:${section.id}`, how))}
        />
      </Noted>
      <TwoTexts on={{ section: section.id }} field="body" label="Words under the heading" />
    </div>
  )
}
