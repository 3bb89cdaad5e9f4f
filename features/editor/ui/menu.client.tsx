'use client'

// oxlint-disable jsx-a11y/interactive-supports-focus, jsx-a11y/prefer-tag-over-role -- a menu after the ARIA pattern: the focus is on its items

import { useEffect, useLayoutEffect, useRef, type KeyboardEvent } from 'react'

/** `chosen`: whether it is the one that holds, of several of which one does. */
export type MenuItem = { words: string; key?: string; danger?: boolean; chosen?: boolean; act: () => void }

/** A menu beside the control that opened it. The browser puts it over everything, and closes it when something else is pressed. */
export function Menu({ label, anchor, items, onClose }: { label: string; anchor: HTMLElement; items: readonly MenuItem[]; onClose: () => void }) {
  const menu = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const element = menu.current!
    element.showPopover()
    const at = anchor.getBoundingClientRect()
    const { width, height } = element.getBoundingClientRect()
    element.style.left = `${Math.max(8, Math.min(at.left, innerWidth - width - 8))}px`
    element.style.top = `${at.bottom + height + 8 > innerHeight ? Math.max(8, at.top - height - 4) : at.bottom + 4}px`
    element.querySelector('button')!.focus()
  }, [anchor])
  const close = useRef(onClose)
  useEffect(() => void (close.current = onClose))
  useEffect(() => {
    const element = menu.current!
    const onToggle = (event: Event) => (event as ToggleEvent).newState === 'closed' && close.current()
    element.addEventListener('toggle', onToggle)
    return () => element.removeEventListener('toggle', onToggle)
  }, [])
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation()
    const all = [...menu.current!.querySelectorAll('button')]
    const at = all.indexOf(event.target as HTMLButtonElement)
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key]
    if (to !== undefined) all.at(to % all.length)!.focus()
    else if (event.key === 'Escape' || event.key === 'Tab') {
      onClose()
      anchor.focus()
    } else return
    event.preventDefault()
  }
  return (
    <div ref={menu} popover="auto" role="menu" className="menu" aria-label={label} onKeyDown={onKeyDown}>
      {items.map(({ words, key, danger, chosen, act }) => (
        <button
          key={words}
          type="button"
          role={chosen === undefined ? 'menuitem' : 'menuitemradio'}
          aria-checked={chosen}
          tabIndex={-1}
          className={danger ? 'danger' : undefined}
          onClick={() => {
            onClose()
            anchor.focus()
            act()
          }}
        >
          <span>{words}</span>
          {key ? <kbd aria-hidden="true">{key}</kbd> : null}
        </button>
      ))}
    </div>
  )
}
