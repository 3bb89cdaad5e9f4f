'use client'

// oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-element-to-interactive-role, jsx-a11y/click-events-have-key-events -- a combobox after
// the ARIA pattern: HTML has no tags for it, and its keys are pressed in the field

import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import type { EditorView } from '@codemirror/view'
import { findLinkTargetsAction } from '../../actions'
import type { LinkTarget } from '../../queries/link-targets'
import { entriesOf } from '@/features/articles/schema'
import { useEditor } from '../editor-context.client'
import { setHeld } from './live.client'
import { linkAt, setLink } from './marks.client'

const lookUpAfterMs = 150
/** What is typed as an address is not looked up as a name. */
const isAddress = (text: string) => /^(\/|#|mailto:|[a-z]+:\/\/)|^[\w-]+(\.[\w-]+)+([/?#]|$)/i.test(text)

type Props = { label: string; view: () => EditorView | null; onClose: () => void }

const mostOfThisList = 3
const mostShown = 8

/** Where words lead: an address, or a page of this site that is looked up by its name; also an entry of this list. */
export function LinkField({ label, view, onClose }: Props) {
  const { document: list, publication } = useEditor()
  const id = useId()
  const [begun] = useState(() => {
    const target = view()
    return target ? linkAt(target.state) : { reach: { from: 0, to: 0 }, address: '' }
  })
  const [typed, setTyped] = useState(begun.address)
  const [found, setFound] = useState<{ of: string; targets: readonly LinkTarget[] } | null>(null)
  const [active, setActive] = useState(-1)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    const target = view()
    target?.dispatch({ effects: setHeld.of(begun.reach) })
    field.current?.focus()
    field.current?.select()
    return () => target?.dispatch({ effects: setHeld.of(null) })
  }, [view, begun])

  const text = typed.trim()
  const isName = text !== '' && text !== begun.address && !isAddress(text)
  useEffect(() => {
    if (!isName) return
    let current = true
    const timer = setTimeout(async () => {
      const answer = await findLinkTargetsAction({ text }).catch(() => null)
      if (!current) return
      setFound({ of: text, targets: answer?.ok ? answer.value : [] })
      setActive(-1)
    }, lookUpAfterMs)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [text, isName])
  const here = entriesOf(list)
    .filter(({ entry }) => entry.heading.toLowerCase().includes(text.toLowerCase()))
    .slice(0, mostOfThisList)
    .map(({ entry }): LinkTarget => ({ href: `/articles/${publication.slug}/${entry.slug}`, name: entry.heading, note: 'In this list' }))
  const elsewhere = isName && found?.of === text ? found.targets.filter(({ href }) => here.every((one) => one.href !== href)) : []
  const targets = isName && found?.of === text ? [...here, ...elsewhere].slice(0, mostShown) : []

  const close = (set?: string) => {
    const target = view()
    const chosen = set?.trim()
    // An address without a scheme leads to another site, unless it begins with a stroke.
    const whole = chosen && /^[\w-]+(\.[\w-]+)+([/?#]|$)/.test(chosen) ? `https://${chosen}` : chosen
    if (target && whole !== undefined && whole !== begun.address) setLink(whole, begun.reach)(target)
    onClose()
    target?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (event.key === 'Escape') close()
    else if (step && targets.length > 0) setActive((active + step + targets.length) % targets.length)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape and the arrows are heard from what is in it
    <form
      className="link-field"
      aria-label={`Link in ${label}`}
      onSubmit={(event) => {
        event.preventDefault()
        // A name alone leads nowhere: it is the first page that has it.
        const target = targets[active] ?? (isName ? targets[0] : undefined)
        close(target ? target.href : typed)
      }}
      onKeyDown={onKeyDown}
    >
      <input
        ref={field}
        role="combobox"
        aria-label="Address of the link"
        aria-expanded={targets.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
        autoComplete="off"
        spellCheck={false}
        value={typed}
        placeholder="A name, https://… or /articles/…"
        onChange={(event) => setTyped(event.target.value)}
      />
      <button className="btn small">Set</button>
      {begun.address ? (
        <button type="button" className="btn small" onClick={() => close('')}>
          Remove link
        </button>
      ) : null}
      <ul id={`${id}-list`} role="listbox" aria-label="Pages of this site" hidden={targets.length === 0}>
        {targets.map(({ href, name, note }, index) => (
          <li
            key={`${href} ${note}`}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            // A press leaves the focus in the field.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => close(href)}
          >
            <b>{name}</b> <small>{note}</small>
          </li>
        ))}
      </ul>
    </form>
  )
}
