'use client'

// oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-element-to-interactive-role, jsx-a11y/click-events-have-key-events -- a combobox after
// the ARIA pattern: HTML has no tags for it, and its keys are pressed in the field

import { useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react'
import type { EditorView } from '@codemirror/view'
import { findLinkTargetsAction } from '../../actions'
import type { LinkTarget } from '../../queries/link-targets'
import { entriesOf } from '@/features/articles/schema'
import { useEditor } from '../editor-context.client'
import { held } from './held.client'
import { setHeld } from './live.client'
import { linkAt, setLink } from './marks.client'

const lookUpAfterMs = 150
/** What is typed as an address is not looked up as a name; what may be either, as “B.A.P”, is, and is an address where nothing has that name. */
const isAddress = (text: string) => /^(\/|#|(mailto|tel):|[a-z][a-z\d+.-]*:\/\/)|^[\w-]+(\.[\w-]+)+[/?#:]/i.test(text)
const isHost = (text: string) => /^[\w-]+(\.[\w-]+)+([/?#:]|$)/.test(text)

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
  const [found, setFound] = useState<{ of: string; targets: readonly LinkTarget[]; failed: boolean } | null>(null)
  const [active, setActive] = useState(-1)
  /** The name that is to be set when its pages are known. */
  const [wanted, setWanted] = useState('')
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
      setFound({ of: text, targets: answer?.ok ? answer.value : [], failed: !answer?.ok })
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

  const isLookedUp = found?.of === text
  const close = (set?: string) => {
    const target = view()
    const chosen = set?.trim()
    // An address without a scheme leads to another site, unless it begins with a stroke.
    const whole = chosen && isHost(chosen) ? `https://${chosen}` : chosen
    // Where the words are by now: others may have typed before them.
    if (target && whole !== undefined && whole !== begun.address) setLink(whole, target.state.field(held, false)?.reach ?? begun.reach)(target)
    onClose()
    target?.focus()
  }
  /** A name alone leads nowhere: it is the first page that has it, as soon as that is known. */
  const set = () => {
    const target = targets[active] ?? targets[0]
    if (!isName || target) return close(target && isName ? target.href : typed)
    if (!isLookedUp) return setWanted(text)
    if (isHost(text)) return close(typed)
    setWanted('')
  }
  const settle = useRef(set)
  useLayoutEffect(() => void (settle.current = set))
  useEffect(() => {
    if (wanted !== '' && wanted === text && isLookedUp) settle.current()
  }, [wanted, text, isLookedUp])
  const said = () => {
    if (!isName) return ''
    if (!isLookedUp) return wanted === text ? 'Looking…' : ''
    if (targets.length > 0) return targets.length === 1 ? 'One page has this name' : `${targets.length} pages have this name`
    return found.failed
      ? 'Names cannot be looked up now: type an address'
      : isHost(text)
        ? 'Nothing here has this name: it is an address'
        : 'Nothing here has this name: type an address'
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
        set()
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
      <output className={targets.length > 0 ? 'vh' : undefined}>{said()}</output>
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
