'use client'

import { isMac } from '@/ui/is-mac.client'
import { Modal } from '@/ui/modal.client'

const groups = [
  {
    name: 'Everywhere',
    keys: [
      ['Ctrl K', 'Go to a list, a record or a page; do something'],
      ['Ctrl /', 'This sheet'],
      ['Esc', 'Close what is open'],
    ],
  },
  {
    name: 'Among the lists',
    keys: [
      ['X', 'Choose the list with the focus, or not'],
      ['Shift X', 'Choose all up to it'],
      ['↑ ↓', 'The list before, or after'],
      ['Esc', 'Choose none'],
    ],
  },
  {
    name: 'Among comments',
    keys: [
      ['J', 'The next comment'],
      ['K', 'The comment before'],
      ['A', 'Show it to everyone'],
      ['T', 'Show it, and trust its writer'],
      ['R', 'Hide it, with a reason'],
      ['S', 'Hide it as an advertisement'],
      ['U', 'Take the last decision back'],
      ['X', 'Choose it, or not: decisions are about all that are chosen'],
      ['O', 'Open its place in a new tab'],
      ['?', 'This sheet'],
    ],
  },
  {
    name: 'In a list',
    keys: [
      ['Ctrl S', 'Save now'],
      ['Ctrl Z', 'Undo'],
      ['Ctrl Shift Z', 'Do it again'],
      ['Ctrl F', 'Find and replace'],
      ['Ctrl Enter', 'Next entry, or a new one'],
      ['Ctrl ↑ ↓', 'Go to the entry before, or after'],
      ['Alt ↑ ↓', 'Move the entry by one place'],
      ['Alt M', 'Move it to…'],
      ['Alt N', 'New note'],
      ['Alt R', 'Resolve the note'],
    ],
  },
  {
    name: 'In a text',
    keys: [
      ['Ctrl B', 'Bold'],
      ['Ctrl I', 'Italic'],
      ['Ctrl K', 'Link'],
      ['Ctrl Shift X', 'Spoiler: readers ask for it first'],
      ['/', 'What can be put in, at the beginning of a line'],
      ['Ctrl Shift V', 'Paste as it is, without a look'],
    ],
  },
] as const

/** What is another key there. */
const ofMac: Readonly<Record<string, string>> = { 'Ctrl ↑ ↓': '⌥ ⌘ ↑ ↓' }

/** The keys of the studio. On a Mac Ctrl is ⌘. */
export function Shortcuts({ onClose }: { onClose: () => void }) {
  const mac = isMac()
  return (
    <Modal title="Keyboard shortcuts" look="keys" onClose={onClose}>
      <div className="key-groups">
        {groups.map(({ name, keys }) => (
          <section key={name} aria-label={name}>
            <h3>{name}</h3>
            <dl>
              {keys.map(([key, does]) => (
                <div key={key + does}>
                  <dt>
                    <kbd>{mac ? (ofMac[key] ?? key.replace('Ctrl', '⌘').replace('Alt', '⌥')) : key}</kbd>
                  </dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <div className="row end">
        <button type="button" className="btn" onClick={onClose}>
          Close
        </button>
      </div>
    </Modal>
  )
}
