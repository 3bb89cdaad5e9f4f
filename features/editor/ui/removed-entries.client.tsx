'use client'

import { useCallback, useEffect, useId, useRef, useState } from 'react'
import { entriesOf } from '@/features/articles/schema'
import type { FoundRecord } from '@/features/records/queries/find-records-by-name'
import { FormError } from '@/ui/form-error'
import { Moment } from '@/ui/moment.client'
import { partsOf } from '@/features/articles/document/parts'
import { newBrowserId } from '../document/new-id'
import { nameOf } from '../document/places'
import type { RemovedSection } from '../document/removed-sections'
import { maxRemovedShown, removedAtOnce, type EntryInsert } from '../document/removed-entries'
import type { RemovedEntry } from '../queries/removed-entries'
import { useEditor } from './editor-context.client'

type Listed = { entries: RemovedEntry[]; more: boolean }
/** How one of them comes back. */
type Comes = ({ insert: EntryInsert } | { section: Pick<RemovedSection, 'inserts' | 'moves'> }) & { records: FoundRecord[] }
type Props = { /** Sends what only the browser has, and brings what others did. */ save: () => Promise<number | null>; onClose: () => void }

/** What the site answers at an address, or why it does not. */
async function ask<T extends object>(path: string): Promise<T | { refused: string }> {
  const response = await fetch(path, { cache: 'no-store' }).catch(() => null)
  if (!response) return { refused: 'The site cannot be reached. Try again in a moment.' }
  const answer = (await response.json().catch(() => null)) as T | { error: { message: string } } | null
  if (!answer || 'error' in answer) return { refused: answer && 'error' in answer ? answer.error.message : 'The site gave no answer that can be read.' }
  return answer
}

/** What comes back beside another one is none of it. */
function withIdOfItsOwn(comes: Comes): Comes {
  if ('insert' in comes) return { ...comes, insert: { ...comes.insert, entry: { ...comes.insert.entry, id: newBrowserId() } } }
  const [first] = comes.section.inserts
  return first ? { ...comes, section: { inserts: [{ ...first, section: { ...first.section, id: newBrowserId() } }], moves: [] } } : comes
}

/** “One”, or the section “London”. */
const sayName = (one: RemovedEntry) => `${one.beside ? 'earlier words of ' : ''}${one.of === 'section' ? 'the section ' : ''}${nameOf(one)}`

/** Entries and sections that left the draft, each with what it was, and a button that puts it back. */
export function RemovedEntries({ save, onClose }: Props) {
  const { article, document, arrange, addRecord } = useEditor()
  const [listed, setListed] = useState<Listed | null>(null)
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState<string | null>(null)
  const [isLooking, setIsLooking] = useState(false)
  const close = useRef<HTMLButtonElement>(null)
  const shown = useRef<HTMLUListElement>(null)
  const first = useRef(removedAtOnce)
  const address = `/api/studio/articles/${article.id}/removed-entries`
  const find = useCallback(async () => {
    // What was removed a moment ago may be only in this browser.
    await save()
    return ask<Listed>(`${address}?first=${first.current}`)
  }, [address, save])
  const take = (answer: Awaited<ReturnType<typeof find>>) => {
    if ('refused' in answer) return setProblem(answer.refused)
    setListed(answer)
  }
  const lookAgain = async () => {
    setProblem('')
    take(await find())
  }
  /** The reader goes on at the first of those that come. */
  const showEarlier = async () => {
    const before = entries?.length ?? 0
    first.current = Math.min(first.current + removedAtOnce, maxRemovedShown)
    setIsLooking(true)
    await lookAgain()
    setIsLooking(false)
    requestAnimationFrame(() => shown.current?.children[before]?.querySelector('button')?.focus())
  }
  useEffect(() => {
    let current = true
    void find().then((answer) => current && take(answer))
    close.current?.focus()
    return () => void (current = false)
  }, [find])

  const putBack = async (one: RemovedEntry) => {
    const isThere = `${sayName(one)} is in the list already: somebody put it back.`
    setBusy(one.id)
    setProblem('')
    // With the answer comes what others did meanwhile.
    await save()
    const answer = await ask<Comes>(`${address}/${one.id}?from=${one.from}`)
    setBusy(null)
    if ('refused' in answer) {
      setProblem(answer.refused)
      return take(await find())
    }
    answer.records.forEach(addRecord)
    const comes = one.beside ? withIdOfItsOwn(answer) : answer
    if (!('section' in comes ? arrange.putSectionBack(comes.section) : arrange.putBack(comes.insert))) setProblem(isThere)
  }
  const there = new Set([...entriesOf(document).map(({ entry }) => entry.id), ...partsOf(document).map(({ id }) => id)])
  const entries = listed?.entries.filter(({ id, beside }) => beside || !there.has(id))
  return (
    <>
      <div className="listing-told">
        <p className="soft">
          What left this list. An entry that is put back is the same as before: votes, comments and its address come back with it when the list is published. A
          section comes back with its words, and with the entries that fell to the part before it.
        </p>
        <FormError words={problem} />
        {!entries && !problem ? <p className="soft">Looking for what was removed…</p> : null}
        {entries?.length === 0 ? <p>Nothing is missing: nothing left this list that could be put back.</p> : null}
        <ul className="removed-entries" ref={shown}>
          {entries?.map((one) => (
            <Removed key={`${one.id} ${one.from}`} one={one} busy={busy} onPutBack={() => void putBack(one)} />
          ))}
        </ul>
        {listed?.more && listed.entries.length >= maxRemovedShown ? (
          <p className="soft">These are the {maxRemovedShown.toLocaleString('en')} that were removed last. Earlier ones are in the list’s history.</p>
        ) : listed?.more ? (
          <p>
            <button type="button" className="btn small" aria-disabled={isLooking} onClick={() => isLooking || void showEarlier()}>
              {isLooking ? 'Looking…' : 'Show what was removed earlier'}
            </button>
          </p>
        ) : null}
      </div>
      <div className="listing-foot">
        {problem && !listed ? (
          <button type="button" className="btn" onClick={() => void lookAgain()}>
            Try again
          </button>
        ) : null}
        <button ref={close} type="button" className="btn" onClick={onClose}>
          Close <kbd aria-hidden="true">Esc</kbd>
        </button>
      </div>
    </>
  )
}

function Removed({ one, busy, onPutBack }: { one: RemovedEntry; busy: string | null; onPutBack: () => void }) {
  const { of, beside, heading, line, words, at, by, edition, votes, comments } = one
  const id = useId()
  const given = [votes > 0 ? (votes === 1 ? '1 vote' : `${votes} votes`) : '', comments > 0 ? (comments === 1 ? '1 comment' : `${comments} comments`) : '']
  return (
    <li>
      <div>
        <h3 id={id}>
          {heading.trim() || 'Without a heading'}{' '}
          {of === 'section' || beside ? (
            <small>{[of === 'section' ? 'Section' : '', beside ? 'earlier words' : ''].filter(Boolean).join(', ')}</small>
          ) : line ? (
            <small>{line}</small>
          ) : null}
        </h3>
        <p className="soft">
          {at ? (
            <>
              Removed <Moment at={at} /> by {by === 'You' ? 'you' : by}
            </>
          ) : (
            `Readers saw it in edition ${edition}`
          )}
          {votes + comments > 0 ? ` · ${given.filter(Boolean).join(' and ')}` : null}
        </p>
        {beside ? <p className="soft">It was put in again without all of these words. They come back as one of their own.</p> : null}
        {words ? <p className="look">{words}</p> : null}
      </div>
      <button type="button" className="btn small" disabled={busy !== null} aria-label={`Put back ${sayName(one)}`} onClick={onPutBack}>
        {busy === one.id ? 'One moment…' : beside ? 'Put beside it' : 'Put back'}
      </button>
    </li>
  )
}
