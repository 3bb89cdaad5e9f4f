'use client'

import { useEffect, useState } from 'react'
import { copyEntriesAction } from '@/features/articles/actions'
import { listListsToCopyToAction } from '../actions'
import { newBrowserId } from '../document/new-id'
import type { ListToCopyTo } from '../queries/lists-to-copy-to'
import { FormError } from '@/ui/form-error'

type Props = {
  from: string
  entries: readonly string[]
  /** “Alone”, or “3 entries”. */
  name: string
  /** Sends what is only in the browser yet: the site copies what it has. */
  save: () => Promise<number | null>
  onCopied: (words: string, link: { href: string; words: string }) => void
  onClose: () => void
}

/** What is in the dialog that copies entries into another list that the writer may edit. */
export function CopyDialog({ from, entries, name, save, onCopied, onClose }: Props) {
  const [search, setSearch] = useState('')
  const [lists, setLists] = useState<ListToCopyTo[] | null>(null)
  const [to, setTo] = useState('')
  const [busy, setBusy] = useState(false)
  /** Names this copying: an answer may be lost, and whoever presses again must not copy twice. */
  const [once] = useState(() => newBrowserId())
  const [failed, setFailed] = useState('')
  useEffect(() => {
    let current = true
    const timer = setTimeout(
      async () => {
        const answer = await listListsToCopyToAction({ from, search }).catch(() => null)
        if (!current) return
        setLists(answer?.ok ? answer.value : [])
        setFailed(answer?.ok ? '' : (answer?.error.message ?? 'The site cannot be reached'))
      },
      search === '' ? 0 : 150,
    )
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [from, search])
  const chosen = lists?.some(({ id }) => id === to) ? to : ''
  const copy = async () => {
    setBusy(true)
    setFailed('')
    const saved = await save()
    const answer = saved === null ? null : await copyEntriesAction({ from, to: chosen, entries: [...entries], once }).catch(() => null)
    setBusy(false)
    if (saved === null) return setFailed('Your newest words have not reached the site yet, so nothing was copied. Try again when they have.')
    if (!answer)
      return setFailed('The site’s answer did not come, so it may have been copied or not. Press Copy again: it is copied once, however often you press.')
    if (!answer.ok) return setFailed(answer.error.message)
    const { id, title, copied } = answer.value
    onCopied(`${copied === 1 ? name : `${copied} entries`} copied to the end of “${title}”.`, { href: `/admin/articles/${id}`, words: 'Open that list' })
  }
  return (
    <>
      <p>
        Words, credits and video go to the end of that list’s draft. Votes, comments and numbers stay here, and an address that is taken there becomes another
        one.
      </p>
      <div className="field">
        <label htmlFor="copy-search">Find a list</label>
        <input id="copy-search" type="search" autoComplete="off" maxLength={200} value={search} onChange={(event) => setSearch(event.target.value)} />
      </div>
      <fieldset className="choices lists-to-copy-to">
        <legend>Lists that you may edit</legend>
        {lists?.map(({ id, title, entries: count }) => (
          <div key={id} className="check">
            <input type="radio" name="copy-to" id={`copy-to-${id}`} checked={chosen === id} onChange={() => setTo(id)} />
            <label htmlFor={`copy-to-${id}`}>
              {title || 'No title yet'} <small>{count === 1 ? '1 entry' : `${count} entries`}</small>
            </label>
          </div>
        ))}
        {lists?.length === 0 && !failed ? <p className="soft">{search ? `No other list is called “${search}”.` : 'There is no other list yet.'}</p> : null}
      </fieldset>
      <FormError words={failed} />
      <div className="row end">
        <button type="button" className="btn" onClick={onClose}>
          Cancel
        </button>
        <button type="button" className="btn primary" disabled={!chosen || busy} onClick={() => void copy()}>
          {busy ? 'Copying…' : 'Copy'}
        </button>
      </div>
    </>
  )
}
