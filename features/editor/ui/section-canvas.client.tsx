'use client'

import { changeSection } from '../document/sections'
import { limits, type Section, type Subsection } from '@/features/articles/schema'
import { inHistory, useEditor } from './editor-context.client'
import { LineField } from './line-field.client'
import { MarkdownField } from './markdown-field.client'
import { Noted, OpenSign } from './note-sign.client'
import { PartTools } from './part-tools.client'
import { Here } from './presence.client'
import { SectionCount } from './still-parts.client'
import { TwoTexts } from './two-texts.client'

export function SectionCanvas({ section }: { section: Section | Subsection }) {
  const { change, arrange } = useEditor()
  return (
    <div className={`editor-section level-${'sections' in section ? 1 : 2}`}>
      <PartTools
        name="this section"
        onMove={() => arrange.openMove({ section: section.id })}
        onStep={(by) => arrange.step({ section: section.id }, by)}
        items={[
          { words: 'Move to…', key: 'Alt M', act: () => arrange.openMove({ section: section.id }) },
          { words: 'Up', act: () => arrange.step({ section: section.id }, -1) },
          { words: 'Down', act: () => arrange.step({ section: section.id }, 1) },
          ...('sections' in section ? [{ words: 'Add a section inside', act: () => arrange.addSection(section.id) }] : []),
          { words: 'Remove heading', danger: true, act: () => arrange.removeSection(section.id) },
        ]}
      />
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
