'use client'

// oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-element-to-interactive-role, jsx-a11y/click-events-have-key-events -- a combobox after
// the ARIA pattern: HTML has no tags for it, and its keys are pressed in the field

import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { createArticleAction } from '@/features/articles/actions'
import { FormError } from '@/ui/form-error'
import { Modal } from '@/ui/modal.client'
import { findPlacesAction } from '../actions'
import type { Place } from '../schema'
import { onceEach } from './once-each.client'

type Choice = { key: string; group: string; name: string; note: string; act: () => void }
type Props = { onClose: () => void; onKeys: () => void }

const unreachable = 'The site cannot be reached: try again.'

// Whoever presses Enter twice begins one list.
const creating = onceEach((title) => createArticleAction({ title }))

/** The button of this page that publishes, where there is one that can be pressed. */
const publishButton = () =>
  [...document.querySelectorAll<HTMLButtonElement>('button:not(:disabled)')].find(
    (button) => /^Publish( changes)?$/.test(button.textContent.trim()) && button.checkVisibility(),
  )

/** Goes anywhere in the studio, or does something, by typing what it is called. */
export function Palette({ onClose, onKeys }: Props) {
  const id = useId()
  const list = useRef<HTMLUListElement>(null)
  const [publishes] = useState(publishButton)
  const [text, setText] = useState('')
  const [isNaming, setNaming] = useState(false)
  const [found, setFound] = useState<{ text: string; places: Place[]; problem: string } | null>(null)
  const [active, setActive] = useState(0)
  const [problem, setProblem] = useState('')
  /** The words at which Enter was pressed before their answer had come. */
  const entered = useRef<string | null>(null)

  useEffect(() => {
    if (isNaming) return
    let isCurrent = true
    const timer = setTimeout(
      async () => {
        const answer = await findPlacesAction({ text: text.slice(0, 200) }).catch(() => null)
        if (!isCurrent) return
        setActive(0)
        setFound({ text, places: answer?.ok ? answer.value : [], problem: answer?.ok ? '' : (answer?.error.message ?? unreachable) })
      },
      text === '' ? 0 : 120,
    )
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [text, isNaming])

  useEffect(() => {
    window.addEventListener('pagehide', creating.forget)
    return () => window.removeEventListener('pagehide', creating.forget)
  }, [])
  const begin = async (title: string) => {
    setProblem('')
    const answer = await creating.act(title)
    if (answer?.ok) return location.assign(`/admin/articles/${answer.value.id}`)
    setProblem(answer ? (answer.error.fields?.title ?? answer.error.message) : unreachable)
  }
  const go = (href: string) => () => {
    onClose()
    location.assign(href)
  }
  const typed = text.trim()
  const says = (words: string) => typed === '' || words.toLowerCase().includes(typed.toLowerCase())
  const acts: Choice[] = [
    ...(publishes && says('publish')
      ? [{ key: 'publish', group: 'Do', name: 'Publish…', note: 'this list', act: () => (onClose(), setTimeout(() => publishes.click())) }]
      : []),
    ...(says('new list') ? [{ key: 'new', group: 'Do', name: 'New list', note: '', act: () => (setNaming(true), setText('')) }] : []),
    ...(says('keyboard shortcuts') ? [{ key: 'keys', group: 'Do', name: 'Keyboard shortcuts', note: 'Ctrl /', act: onKeys }] : []),
  ]
  const places = (found?.places ?? []).map((place): Choice => ({ ...place, act: go(place.href) }))
  const named: Choice[] =
    typed === '' || says('new list') ? [] : [{ key: 'named', group: 'Do', name: `New list “${typed}”`, note: '', act: () => void begin(typed) }]
  const choices = isNaming ? [] : [...acts, ...places, ...named]
  const groups = [...new Set(choices.map(({ group }) => group))].map((group) => ({ group, of: choices.filter((choice) => choice.group === group) }))
  const inOrder = groups.flatMap(({ of }) => of)
  const shown = inOrder[Math.min(active, inOrder.length - 1)]

  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [active])

  useEffect(() => {
    if (entered.current === null || found?.text !== entered.current) return
    entered.current = null
    if (found.problem === '') shown?.act()
  }, [found, shown])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      const count = inOrder.length
      entered.current = null
      if (count > 0) setActive((Math.min(active, count - 1) + (event.key === 'ArrowDown' ? 1 : count - 1)) % count)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      if (isNaming) void begin(text)
      // What is shown is of other words while an answer is on its way: what that brings is meant.
      else if (found?.text === text) shown?.act()
      else entered.current = text
    } else if (event.key === 'Escape' && isNaming) {
      event.preventDefault()
      setNaming(false)
    }
  }
  const said = problem || found?.problem || ''
  return (
    <Modal title={isNaming ? 'New list' : 'Go to, or do'} look="palette" onClose={onClose}>
      <input
        key={String(isNaming)}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- whoever opens it types
        autoFocus
        role={isNaming ? undefined : 'combobox'}
        aria-label={isNaming ? 'Title of the new list' : 'A list, a record, a page or something to do'}
        aria-expanded={isNaming ? undefined : inOrder.length > 0}
        aria-controls={isNaming ? undefined : `${id}-list`}
        aria-autocomplete={isNaming ? undefined : 'list'}
        aria-activedescendant={!isNaming && shown ? `${id}-${shown.key}` : undefined}
        autoComplete="off"
        spellCheck={false}
        value={text}
        placeholder={isNaming ? '14 K-pop MVs filmed abroad' : 'Type a name, 한글 too'}
        onChange={(event) => {
          setProblem('')
          entered.current = null
          setText(event.target.value)
        }}
        onKeyDown={onKeyDown}
      />
      <FormError words={said} />
      <ul role="listbox" id={`${id}-list`} ref={list} aria-label="Where to go and what to do" hidden={isNaming}>
        {groups.map(({ group, of }) => (
          <li key={group} role="presentation">
            <p role="presentation">{group}</p>
            <ul role="group" aria-label={group}>
              {of.map((choice) => (
                <li
                  key={choice.key}
                  id={`${id}-${choice.key}`}
                  role="option"
                  aria-selected={choice === shown}
                  onPointerMove={() => setActive(inOrder.indexOf(choice))}
                  onClick={choice.act}
                >
                  <span dir="auto">{choice.name}</span> {choice.note ? <small>{choice.note}</small> : null}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      {isNaming ? (
        <div className="row end">
          <button type="button" className="btn" onClick={() => setNaming(false)}>
            Back
          </button>
          <button type="button" className="btn primary" onClick={() => void begin(text)}>
            Begin
          </button>
        </div>
      ) : (
        <output className="vh">{found ? `${inOrder.length} found` : ''}</output>
      )}
    </Modal>
  )
}
