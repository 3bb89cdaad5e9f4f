'use client'

import { isMac } from '@/ui/is-mac.client'
import { Modal } from '@/ui/modal.client'
import { keyGroups } from './key-groups.client'

/** What is another key there. */
const ofMac: Readonly<Record<string, string>> = { 'Ctrl ↑ ↓': '⌥ ⌘ ↑ ↓' }

/** The keys of the studio. On a Mac Ctrl is ⌘. */
export function Shortcuts({ onClose }: { onClose: () => void }) {
  const mac = isMac()
  return (
    <Modal title="Keyboard shortcuts" look="keys" onClose={onClose}>
      <div className="key-groups">
        {keyGroups.map(({ name, keys }) => (
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
