'use client'

import { useState } from 'react'
import { counted } from '@/platform/text/counted'
import { Modal, ModalFoot } from '@/ui/modal.client'
import type { SeriesAndAuthors } from '../queries/series-and-authors'
import { lostInTrash, type BulkAct, type ChosenList } from './bulk-changes.client'

type Props = SeriesAndAuthors & { what: BulkAct['do']; lists: ChosenList[]; busy: boolean; onAct: (act: BulkAct) => void; onClose: () => void }

const nameOf = ({ title }: ChosenList) => title || 'A list without a title'

/** Asks what an act needs, or whether it is meant: what readers see changes at once. */
export function BulkDialog({ what, lists, series, authors, busy, onAct, onClose }: Props) {
  const signable = authors.filter(({ maySign }) => maySign)
  const [seriesId, setSeriesId] = useState('')
  const [authorId, setAuthorId] = useState(signable[0]?.id ?? '')
  const [isInstead, setInstead] = useState(false)
  const those = counted(lists.length, 'list')
  const { seen, planned, asked } = lostInTrash(lists)
  const atOnce = seen.length > 0 ? <p className="soft">Readers see it at once where they see the list.</p> : null
  const foot = (words: string, act: BulkAct, { look = 'primary', can = true } = {}) => (
    <ModalFoot error="" onClose={onClose}>
      <button type="button" className={`btn ${look}`} disabled={busy || !can} onClick={() => onAct(act)}>
        {busy ? 'Working…' : words}
      </button>
    </ModalFoot>
  )
  if (what === 'series')
    return (
      <Modal title={`Series of ${those}`} onClose={onClose}>
        <div className="field">
          <label htmlFor="bulk-series">Series</label>
          <select id="bulk-series" value={seriesId} onChange={(event) => setSeriesId(event.target.value)}>
            <option value="">No series</option>
            {series.map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </select>
          <p className="hint">A number in the series is given in the list itself.</p>
        </div>
        {atOnce}
        {foot(seriesId ? 'Put into this series' : 'Take out of its series', { do: 'series', seriesId: seriesId || null })}
      </Modal>
    )
  if (what === 'authors')
    return (
      <Modal title={`Names under ${those}`} onClose={onClose}>
        {signable.length === 0 ? (
          <p>There is no name yet that you may sign with: make one under Authors.</p>
        ) : (
          <>
            <div className="field">
              <label htmlFor="bulk-author">Name</label>
              <select id="bulk-author" value={authorId} onChange={(event) => setAuthorId(event.target.value)}>
                {signable.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </select>
            </div>
            <fieldset className="choices">
              <legend>Those that are there</legend>
              {[false, true].map((instead) => (
                <div key={String(instead)} className="check">
                  <input type="radio" name="bulk-instead" id={`bulk-instead-${instead}`} checked={isInstead === instead} onChange={() => setInstead(instead)} />
                  <label htmlFor={`bulk-instead-${instead}`}>{instead ? 'go' : 'stay'}</label>
                </div>
              ))}
            </fieldset>
            {atOnce}
          </>
        )}
        {foot(isInstead ? 'Sign with this name alone' : 'Add this name', { do: 'authors', authorId, instead: isInstead }, { can: authorId !== '' })}
      </Modal>
    )
  const [title, words, look, about] =
    what === 'publish'
      ? ([
          'Publish',
          'Publish',
          'primary',
          'Readers see each at once, as it stands in the studio. One that has something to put right stays as it is, and you are told.',
        ] as const)
      : what === 'unpublish'
        ? (['Unpublish', 'Unpublish', 'danger', 'Readers lose them at once. Votes and comments stay, and come back when you publish again.'] as const)
        : ([
            'Move to the trash:',
            'Move to the trash',
            'danger',
            `${seen.length > 0 ? `Readers lose ${counted(seen.length, 'list')} of them at once. ` : ''}The trash keeps their words, votes and comments.`,
          ] as const)
  return (
    <Modal title={`${title} ${those}${what === 'trash' ? '' : '?'}`} onClose={onClose}>
      <p>{about}</p>
      {what === 'publish' && planned.length > 0 ? (
        <p className="notice warn">These were to go live at a time of their own, and go live now instead: {planned.map(nameOf).join(', ')}.</p>
      ) : null}
      {what === 'trash' && planned.length > 0 ? (
        <p className="notice warn">These were to go live at a time of their own, which they lose: {planned.map(nameOf).join(', ')}.</p>
      ) : null}
      {what === 'trash' && asked.length > 0 ? <p className="notice warn">The request for a review of these ends: {asked.map(nameOf).join(', ')}.</p> : null}
      <ul className="bulk-names">
        {lists.map((list) => (
          <li key={list.id}>{nameOf(list)}</li>
        ))}
      </ul>
      {foot(words, { do: what } as BulkAct, { look })}
    </Modal>
  )
}
