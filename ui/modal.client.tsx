'use client'

import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode, type SyntheticEvent } from 'react'
import { Leaving } from './leaving.client'
import { FormError } from './form-error'

/**
 * The browser's own dialog: it keeps the focus inside, Escape closes it, and the focus goes back to where it was. `unsaved` asks before Escape throws away what was typed:
 * the words of the question, empty while nothing would be lost.
 */
export function Modal({
  title,
  look,
  unsaved = '',
  onClose,
  children,
}: {
  title: string
  look?: 'move' | 'publish' | 'listing' | 'sheet' | 'table' | 'palette' | 'keys'
  unsaved?: string
  onClose: () => void
  children: ReactNode
}) {
  /** Where the caret was when Escape was pressed, while it is asked. */
  const [leaving, setLeaving] = useState<Element | null>(null)
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const element = dialog.current
    const before = document.activeElement
    if (element && !element.open) element.showModal()
    return () => {
      element?.close()
      // Taken off the page before it was closed, a dialog gives the focus to nothing.
      if (document.activeElement === document.body && before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
  const ask = (event: SyntheticEvent) => {
    event.preventDefault()
    if (unsaved) setLeaving(document.activeElement)
    else onClose()
  }
  // Browsers let "cancel" be refused once between two presses: a second Escape would close it with its words.
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented && !event.nativeEvent.isComposing && !document.querySelector(':popover-open')) ask(event)
  }
  return (
    <dialog ref={dialog} className={look ? `modal ${look}` : 'modal'} aria-labelledby={id} onKeyDown={onKeyDown} onCancel={ask}>
      <h2 id={id}>{title}</h2>
      {children}
      {leaving ? (
        <Leaving
          words={unsaved}
          onLeave={onClose}
          onStay={() => {
            setLeaving(null)
            if (leaving instanceof HTMLElement) leaving.focus()
          }}
        />
      ) : null}
    </dialog>
  )
}

/** The end of a dialog that asks: what went wrong, the way out, and beside it the button that does it. */
export function ModalFoot({ error, onClose, children }: { error: string; onClose: () => void; children: ReactNode }) {
  return (
    <>
      <FormError words={error} />
      <div className="row end">
        <button type="button" className="btn" onClick={onClose}>
          Cancel
        </button>
        {children}
      </div>
    </>
  )
}
