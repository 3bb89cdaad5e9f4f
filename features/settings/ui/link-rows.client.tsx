'use client'

import { useRef } from 'react'
import { flushSync } from 'react-dom'
import { siteLimits } from '../limits'
import type { SiteLink } from '../schema'

type Props = {
  told: { id: string; 'aria-describedby': string | undefined }
  links: SiteLink[]
  /** By `links.0.href`. */
  errors: Readonly<Record<string, string>>
  onChange: (links: SiteLink[]) => void
}

/** The links at the end of every page: a row for each with its words and its address. */
export function LinkRows({ told, links, errors, onChange }: Props) {
  const box = useRef<HTMLUListElement>(null)
  const add = useRef<HTMLButtonElement>(null)
  const change = (index: number, patch: Partial<SiteLink>) => onChange(links.map((link, at) => (at === index ? { ...link, ...patch } : link)))
  const remove = (index: number) => {
    onChange(links.filter((_, at) => at !== index))
    add.current?.focus()
  }
  const move = (index: number) => {
    const [before, link] = [links[index - 1]!, links[index]!]
    onChange(links.map((one, at) => (at === index - 1 ? link : at === index ? before : one)))
  }
  const begin = () => {
    // At once: whoever presses it types on.
    flushSync(() => onChange([...links, { label: '', href: '' }]))
    box.current?.querySelector<HTMLInputElement>('li:last-child input')?.focus()
  }
  const isFull = links.length >= siteLimits.links
  return (
    <fieldset className="link-rows" aria-labelledby={`${told.id}-label`} aria-describedby={told['aria-describedby']}>
      {links.length > 0 ? (
        <ul ref={box}>
          {links.map((link, index) => {
            const [label, href] = [errors[`links.${index}.label`], errors[`links.${index}.href`]]
            const named = link.label || `link ${index + 1}`
            const errorId = `${told.id}-${index}-error`
            return (
              // oxlint-disable-next-line react/no-array-index-key -- a row is what stands at this place
              <li key={index}>
                <input
                  value={link.label}
                  maxLength={siteLimits.label}
                  placeholder="Words"
                  aria-label={`Words of link ${index + 1}`}
                  aria-invalid={label ? true : undefined}
                  aria-describedby={label ? errorId : undefined}
                  onChange={(event) => change(index, { label: event.target.value })}
                />
                <input
                  value={link.href}
                  inputMode="url"
                  autoCapitalize="none"
                  spellCheck={false}
                  placeholder="https://…"
                  aria-label={`Address of ${named}`}
                  aria-invalid={href ? true : undefined}
                  aria-describedby={href ? errorId : undefined}
                  onChange={(event) => change(index, { href: event.target.value })}
                />
                <span className="row">
                  <button type="button" className="btn small" disabled={index === 0} aria-label={`Move ${named} up`} onClick={() => move(index)}>
                    ↑
                  </button>
                  <button type="button" className="btn small" aria-label={`Remove ${named}`} onClick={() => remove(index)}>
                    ×
                  </button>
                </span>
                {label || href ? (
                  <p className="error" id={errorId}>
                    {[label, href].filter(Boolean).join('. ')}
                  </p>
                ) : null}
              </li>
            )
          })}
        </ul>
      ) : null}
      <button type="button" ref={add} className="btn small" disabled={isFull} onClick={begin}>
        Add a link
      </button>
    </fieldset>
  )
}
