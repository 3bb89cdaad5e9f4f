'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { deleteArticleAction } from '@/features/articles/actions'
import { Modal, ModalFoot } from '@/ui/modal.client'
import { Moment } from '@/ui/moment.client'
import { WhenReady } from '@/ui/when-ready.client'
import { restoreListAction, restoreRecordAction } from '../actions'
import { backWords, quoted } from './words.client'

type Row = { id: string; is: string; name: string; at: Date | string; by: string; mayRestore: boolean; wasSeen: boolean; mayDelete: boolean }
type Said = { words: string; href?: string }
type Answer = { ok: true } | { ok: false; error: { message: string } }

const kinds: Record<string, string> = { list: 'List', person: 'Person', group: 'Group', song: 'Song', place: 'Place', video: 'Video' }

/** What is in the trash, each with its way back. */
export function TrashRows({ rows, empty }: { rows: Row[]; empty: string }) {
  const router = useRouter()
  const heading = useRef<HTMLHeadingElement>(null)
  const [said, setSaid] = useState<Said | null>(null)
  const [error, setError] = useState('')
  const [busy, setBusy] = useState(false)
  const [asking, setAsking] = useState<Row | null>(null)

  // The button that was pressed goes with its row. After the dialog, which gives the focus back to it.
  useEffect(() => {
    if (said) heading.current?.focus()
  }, [said])

  const act = async <T extends Answer>(asked: Promise<T>, done: (answer: Extract<T, { ok: true }>) => Said) => {
    setBusy(true)
    setSaid(null)
    setError('')
    const answer = await asked.catch(() => null)
    setBusy(false)
    if (answer?.ok) setSaid(done(answer as Extract<T, { ok: true }>))
    else return setError(answer && !answer.ok ? answer.error.message : 'The site cannot be reached: nothing was changed')
    setAsking(null)
    router.refresh()
  }
  const restore = (row: Row) =>
    row.is === 'list'
      ? act(restoreListAction({ id: row.id }), ({ value }) => ({ words: backWords(row.name, value.state), href: `/admin/articles/${row.id}` }))
      : act(restoreRecordAction({ id: row.id }), ({ value: { withIt } }) => ({
          words: withIt.length > 0 ? `${backWords(row.name)} What it stands under came with it: ${withIt.join(', ')}.` : backWords(row.name),
          href: `/admin/records/${row.id}`,
        }))
  return (
    <WhenReady>
      <h1 ref={heading} tabIndex={-1}>
        Trash
      </h1>
      <p className="soft">Nothing leaves it by itself. A record comes back when a list that names it is published.</p>
      <p>
        <output>
          {said?.words} {said?.href ? <a href={said.href}>Open it</a> : null}
        </output>
      </p>
      {error && !asking ? (
        <p className="error" role="alert">
          {error}
        </p>
      ) : null}
      {rows.length === 0 ? (
        <p className="empty">{empty}</p>
      ) : (
        <ul className="list-rows trash">
          {rows.map((row) => (
            <li key={row.id}>
              <div>
                <p>{row.is === 'list' ? <a href={`/admin/articles/${row.id}/preview`}>{title(row)}</a> : title(row)}</p>
                <p className="meta">
                  <span className="badge">{kinds[row.is]}</span>
                  <span>
                    {row.by || 'somebody who has left'}, <Moment at={row.at} />
                  </span>
                  {row.wasSeen ? <span>stays here: readers saw it, and votes, comments and links hang on it</span> : null}
                </p>
              </div>
              <p className="row">
                {row.mayRestore ? (
                  <button type="button" className="btn small" disabled={busy} aria-label={`Restore: ${quoted(row.name)}`} onClick={() => void restore(row)}>
                    Restore
                  </button>
                ) : null}
                {row.mayDelete ? (
                  <button
                    type="button"
                    className="btn small danger"
                    disabled={busy}
                    aria-label={`Delete for good: ${quoted(row.name)}`}
                    onClick={() => setAsking(row)}
                  >
                    Delete for good
                  </button>
                ) : null}
              </p>
            </li>
          ))}
        </ul>
      )}
      {asking ? (
        <Modal title={`Delete ${quoted(asking.name)} for good?`} onClose={() => setAsking(null)}>
          <p>No reader has seen it. Its words, its history and its notes are gone then, and nobody can bring them back.</p>
          <ModalFoot error={error} onClose={() => setAsking(null)}>
            <button
              type="button"
              className="btn danger"
              disabled={busy}
              onClick={() => void act(deleteArticleAction({ articleId: asking.id }), () => ({ words: `${quoted(asking.name)} is deleted for good.` }))}
            >
              Delete for good
            </button>
          </ModalFoot>
        </Modal>
      ) : null}
    </WhenReady>
  )
}

const title = ({ name }: Row) => <b>{name ? (name.length > 300 ? `${name.slice(0, 300)}…` : name) : 'No title yet'}</b>
