'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { counted } from '@/platform/text/counted'
import { Toast } from '@/ui/toast.client'
import { changeListsAction } from '../actions'
import type { SeriesAndAuthors } from '../queries/series-and-authors'
import type { ListOutcome } from '../schema'
import { changeFor, doneWords, lostInTrash, notBackWords, wayBack, type BulkAct, type ChosenList, type OneChange } from './bulk-changes.client'
import { BulkDialog } from './bulk-dialog.client'

type Props = SeriesAndAuthors & {
  /** Those that are chosen, of so many on this page. */
  lists: ChosenList[]
  of: number
  mayPublish: boolean
  onChoose: (ids: string[] | 'all') => void
}
type Refusal = { id: string; title: string; why: string }
type Told = { words: string; undo: OneChange[] }

const unanswered = 'The site’s answer did not come, so some of it may be done, and some not. Load the page again to see which.'

/** What can be done with the lists that are chosen. What the site refuses is told of each list by its name, and those stay chosen. */
export function BulkBar({ lists, of, mayPublish, series, authors, onChoose }: Props) {
  const router = useRouter()
  const [asking, setAsking] = useState<BulkAct['do'] | null>(null)
  const [busy, setBusy] = useState(false)
  const [refusals, setRefusals] = useState<{ of: number; each: Refusal[] } | null>(null)
  const [failed, setFailed] = useState('')
  const [told, setTold] = useState<Told | null>(null)
  const all = useRef<HTMLInputElement>(null)
  const count = lists.length

  useEffect(() => {
    if (all.current) all.current.indeterminate = count > 0 && count < of
  }, [count, of])

  /** Resolves to what became of each; null when nobody knows. */
  const send = async (changes: OneChange[]): Promise<ListOutcome[] | null> => {
    setBusy(true)
    setFailed('')
    setRefusals(null)
    setTold(null)
    const answer = await changeListsAction({ changes: changes.map(({ id, change }) => ({ id, change })) }).catch(() => null)
    setBusy(false)
    setAsking(null)
    if (!answer?.ok) {
      setFailed(answer ? answer.error.message : unanswered)
      return null
    }
    const each = answer.value.flatMap(({ id, refused }, index) => (refused === null ? [] : [{ id, title: changes[index]!.title, why: refused }]))
    if (each.length > 0) setRefusals({ of: changes.length, each })
    router.refresh()
    return answer.value
  }
  const act = async (what: BulkAct) => {
    const changes = lists.map((list) => changeFor(what, list))
    const outcomes = await send(changes)
    if (!outcomes) return
    const done = outcomes.filter(({ refused }) => refused === null)
    onChoose(outcomes.filter(({ refused }) => refused !== null).map(({ id }) => id))
    // The buttons go with the choice.
    all.current?.focus()
    if (done.length === 0) return
    const maySign = (authorId: string) => authors.some((one) => one.id === authorId && one.maySign)
    const undo = changes.flatMap((change, index) => {
      const outcome = outcomes[index]!
      return outcome.refused === null ? (wayBack(change, outcome, lists[index]!, maySign) ?? []) : []
    })
    const names = {
      series: what.do === 'series' ? (series.find(({ id }) => id === what.seriesId)?.title ?? null) : null,
      author: what.do === 'authors' ? (authors.find(({ id }) => id === what.authorId)?.name ?? '') : '',
    }
    const gone = what.do === 'trash' ? lists.filter((_, index) => outcomes[index]!.refused === null) : []
    setTold({ words: `${doneWords(what, done.length, names)} ${notBackWords(gone)}`.trim(), undo })
  }
  const takeBack = async (undo: OneChange[]) => {
    const outcomes = await send(undo)
    if (!outcomes) return
    const kept = outcomes.filter(({ refused }) => refused !== null)
    onChoose([...lists, ...kept].map(({ id }) => id))
    const back = outcomes.length - kept.length
    if (back > 0) setTold({ words: `Taken back for ${counted(back, 'list')}.`, undo: [] })
  }
  const button = (what: BulkAct['do'], words: string, look = '') => (
    <button type="button" className={`btn small ${look}`} disabled={busy} onClick={() => setAsking(what)}>
      {words}
    </button>
  )
  const lost = lostInTrash(lists)
  const asks = Object.values(lost).some((some) => some.length > 0)
  return (
    <>
      {failed ? (
        <p className="notice bad" role="alert">
          {failed}
        </p>
      ) : null}
      {refusals ? (
        <div className="notice warn refusals" role="alert">
          <p>
            <b>
              {refusals.each.length === refusals.of
                ? 'Nothing was done'
                : `${counted(refusals.of - refusals.each.length, 'list')} done, ${refusals.each.length} not`}
            </b>
          </p>
          <ul>
            {refusals.each.map(({ id, title, why }) => (
              <li key={id}>
                <a href={`/admin/articles/${id}`}>{title || 'A list without a title'}</a>: {why}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      <div className={count > 0 ? 'bulk is-open' : 'bulk'}>
        <label>
          <input ref={all} type="checkbox" checked={count > 0 && count === of} onChange={() => onChoose(count === of ? [] : 'all')} />
          {count > 0 ? <b>{count} chosen</b> : 'Choose all'}
        </label>
        <output className="vh">{count > 0 ? `${counted(count, 'list')} chosen` : ''}</output>
        {count > 0 ? (
          <fieldset aria-label="With the chosen lists">
            {button('series', 'Series…')}
            {button('authors', 'Names…')}
            {mayPublish ? button('publish', 'Publish…') : null}
            {mayPublish && lost.seen.length > 0 ? button('unpublish', 'Unpublish…') : null}
            <button type="button" className="btn small" disabled={busy} onClick={() => void act({ do: 'duplicate' })}>
              Duplicate
            </button>
            <button type="button" className="btn small danger" disabled={busy} onClick={() => (asks ? setAsking('trash') : void act({ do: 'trash' }))}>
              Move to the trash
            </button>
          </fieldset>
        ) : (
          <p className="hint keys-hint" aria-hidden="true">
            <kbd>X</kbd> choose <kbd>Shift X</kbd> up to here <kbd>Esc</kbd> none
          </p>
        )}
      </div>
      {asking ? (
        <BulkDialog
          what={asking}
          lists={lists}
          series={series}
          authors={authors}
          busy={busy}
          onAct={(what) => void act(what)}
          onClose={() => setAsking(null)}
        />
      ) : null}
      {told ? (
        <Toast words={told.words} of={told} onUndo={told.undo.length > 0 ? () => void takeBack(told.undo) : undefined} onClose={() => setTold(null)} />
      ) : null}
    </>
  )
}
