'use client'

import { useState } from 'react'
import { LoadedPart } from '@/ui/loaded-part.client'
import type { Template } from '@/features/articles/schema'
import { readyTemplates, templateWords } from '../document/templates'
import { useEditor } from './editor-context.client'

const loadDialog = async () => (await import('./template-dialog.client')).TemplateDialog

const isSame = (one: Template, other: Template) =>
  one.roles.join() === other.roles.join() && one.video === other.video && one.heading === other.heading && one.subheading === other.subheading

/** What each entry of this list has: new entries then ask for it, and an entry costs two fields. */
export function TemplateSide() {
  const { document, closed, change, announce, arrange } = useEditor()
  const { template } = document
  const [isOpen, setIsOpen] = useState(false)
  const name = template ? (Object.entries(readyTemplates).find(([, ready]) => isSame(ready, template))?.[0] ?? 'own') : ''
  const choose = (chosen: string) => {
    if (chosen === 'own') return setIsOpen(true)
    const next = readyTemplates[chosen] ?? null
    change((now) => ({ ...now, template: next }))
    announce(next ? `Each entry has: ${templateWords(next)}` : 'Entries have what you give them')
  }
  return (
    <section aria-label="What each entry has">
      <h2>Each entry has</h2>
      <div className="field">
        <label htmlFor="list-template">Template</label>
        <select id="list-template" value={name} disabled={closed} onChange={(event) => choose(event.target.value)}>
          <option value="">None</option>
          {Object.keys(readyTemplates).map((ready) => (
            <option key={ready} value={ready}>
              {ready}
            </option>
          ))}
          <option value="own">Your own…</option>
        </select>
      </div>
      {template ? <p className="soft">{templateWords(template)}</p> : null}
      <p className="row">
        <button type="button" className="btn small" onClick={() => arrange.ask({ is: 'table' })}>
          Fill in a table…
        </button>
        {template && !closed ? (
          <button type="button" className="btn small" onClick={() => setIsOpen(true)}>
            Change…
          </button>
        ) : null}
      </p>
      {isOpen ? <LoadedPart load={loadDialog} given={{ onClose: () => setIsOpen(false) }} /> : null}
    </section>
  )
}
