'use client'

import { useEffect, useId, useRef, type ReactNode } from 'react'

/** The browser's own dialog: it keeps the focus inside, Escape closes it, and the focus goes back to where it was. */
export function Modal({
  title,
  look,
  onClose,
  children,
}: {
  title: string
  look?: 'move' | 'publish' | 'listing' | 'sheet' | 'table' | 'palette' | 'keys'
  onClose: () => void
  children: ReactNode
}) {
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
  return (
    <dialog
      ref={dialog}
      className={look ? `modal ${look}` : 'modal'}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <h2 id={id}>{title}</h2>
      {children}
    </dialog>
  )
}

/** The end of a dialog that asks: what went wrong, the way out, and beside it the button that does it. */
export function ModalFoot({ error, onClose, children }: { error: string; onClose: () => void; children: ReactNode }) {
  return (
    <>
      {error ? (
        <p className="error" role="alert">
          {error}
        </p>
      ) : null}
      <div className="row end">
        <button type="button" className="btn" onClick={onClose}>
          Cancel
        </button>
        {children}
      </div>
    </>
  )
}
