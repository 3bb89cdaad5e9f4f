'use client'

import { useState } from 'react'
import { compareDocuments } from '../document/compare'
import { blocksOf, textOf } from '../document/plain-text'
import type { ListDocument } from '@/features/articles/schema'
import { Modal } from './modal.client'
import type { Newer } from './use-autosave.client'

type Props = { mine: ListDocument; newer: Newer; onKeepMine: () => void; onTakeTheirs: () => void; onClose: () => void }

/** Two versions of one list, side by side. Whichever is chosen, undo leads back to the other. */
export function StaleDialog({ mine, newer, onKeepMine, onTakeTheirs, onClose }: Props) {
  const [copied, setCopied] = useState('')
  const { fields, entries } = compareDocuments(newer.document, mine)
  const changed = new Set(entries.map(({ id }) => id))
  const copy = async (document: ListDocument, whose: string) => {
    try {
      await navigator.clipboard.writeText(textOf(document))
      setCopied(`${whose} version is on the clipboard`)
    } catch {
      setCopied('The browser did not allow copying: select the text instead')
    }
  }
  return (
    <Modal title="Somebody saved a newer version" wide onClose={onClose}>
      <p>
        While you were writing, another version of this list was saved at {new Date(newer.savedAt).toLocaleTimeString('en-GB')}. Nothing is lost: both are here,
        and after either choice Undo leads to the other.
      </p>
      <p className="soft">
        {fields.length + entries.length === 0
          ? 'The two say the same.'
          : `They differ in ${[...fields, entries.length === 1 ? '1 entry' : entries.length ? `${entries.length} entries` : ''].filter(Boolean).join(', ')}.`}
      </p>
      <div className="versions">
        <Version title="Yours, not saved" document={mine} other={newer.document} changed={changed} />
        <Version title="Theirs, saved" document={newer.document} other={mine} changed={changed} />
      </div>
      <output className="soft">{copied}</output>
      <div className="row end">
        <button type="button" className="btn" onClick={() => copy(mine, 'Your')}>
          Copy mine
        </button>
        <button type="button" className="btn" onClick={() => copy(newer.document, 'Their')}>
          Copy theirs
        </button>
        <button type="button" className="btn" onClick={onTakeTheirs}>
          Take theirs
        </button>
        <button type="button" className="btn primary" onClick={onKeepMine}>
          Keep mine
        </button>
      </div>
    </Modal>
  )
}

function Version({ title, document, other, changed }: { title: string; document: ListDocument; other: ListDocument; changed: Set<string> }) {
  const words = new Map(blocksOf(other).map((block) => [block.id, block]))
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it (WCAG 2.1.1)
    <section aria-label={title} tabIndex={0}>
      <h3>{title}</h3>
      {blocksOf(document).map((block) => {
        const same = words.get(block.id)
        const differs = changed.has(block.id) || !same || same.text !== block.text || same.title !== block.title
        return (
          <div key={block.id} className={differs ? 'block differs' : 'block'}>
            <h4>
              {block.title}
              {differs ? <span className="vh"> (differs)</span> : null}
            </h4>
            {block.text ? <p>{block.text}</p> : null}
          </div>
        )
      })}
    </section>
  )
}
