'use client'

import { posterAddress, posterSize } from '@/features/articles/document/poster'
import { creditRoles, type CreditRole, type ListEntry } from '@/features/articles/schema'
import type { Picture } from '@/features/media/picture'
import type { FoundRecord } from '@/features/records/queries/find-records-by-name'
import { PictureImage } from '@/ui/picture-image'
import { chipsOf, posterOf, stretchesOf } from '../document/entry-looks'
import { Icon } from './icons.client'

type Props = {
  entry: ListEntry
  records: Readonly<Record<string, FoundRecord>>
  /** Leads to where a credit is added, or the video is set; not there while nobody writes in the entry. */
  onAdd?: (what: 'credit' | 'video' | CreditRole) => void
  /** Roles that the template of the list expects, and that nobody has here. */
  expected?: readonly CreditRole[]
}

/** A subheading until the page's own reading of it is known. */
export const LineLook = ({ text: line }: { text: string }) =>
  stretchesOf(line).map(({ text, look: Look }, index) => (Look ? <Look key={index}>{text}</Look> : text))

/** An entry's credits as chips, with their roles and names in their own script. */
export function CreditChips({ entry, records, onAdd, expected = [] }: Props) {
  const chips = chipsOf(entry, records)
  if (chips.length === 0 && !onAdd) return null
  const hasPoster = posterOf(entry, records) !== null
  return (
    <ul className="chips" aria-label="Credits as readers see them">
      {chips.map(({ key, role, record }) => (
        <li key={key}>
          <span className="chip">
            <small>{role}</small>{' '}
            <span>
              {record.name} {record.original ? <span lang={record.original.lang}>{record.original.name}</span> : null}
            </span>
          </span>
        </li>
      ))}
      {onAdd ? (
        <li className="add">
          {expected.map((role) => (
            <button key={role} type="button" className="add-chip" onClick={() => onAdd(role)}>
              <Icon of="plus" /> {creditRoles[role]}
            </button>
          ))}
          <button type="button" className="add-chip" onClick={() => onAdd('credit')}>
            <Icon of="plus" /> credit
          </button>
          {hasPoster ? null : (
            <button type="button" className="add-chip" onClick={() => onAdd('video')}>
              <Icon of="plus" /> video
            </button>
          )}
        </li>
      ) : null}
    </ul>
  )
}

/** The page has classes for it, of which this one knows nothing. */
function keepInSight(element: HTMLElement | null, picture?: Picture) {
  const image = picture && element?.querySelector('img')
  if (image) image.style.objectPosition = `${picture.focus.x * 100}% ${picture.focus.y * 100}%`
}

/** The poster of its video: the picture that was chosen for it, or a drawn one. Nothing comes from another site. */
export function StillPoster({ entry, records, onAdd }: Props) {
  const poster = posterOf(entry, records)
  if (!poster) return null
  return (
    <div className="still-poster" ref={(element) => keepInSight(element, poster.picture)}>
      {poster.picture ? (
        <PictureImage picture={poster.picture} sizes="41rem" alt="" />
      ) : (
        <img src={posterAddress(entry.id)} alt="" {...posterSize} loading="lazy" decoding="async" />
      )}
      <div className="cap">
        <span>
          {poster.by} <b>{poster.title}</b>
        </span>
        {onAdd && !poster.hasVideo ? (
          <button type="button" className="play" onClick={() => onAdd('video')}>
            <Icon of="play" /> Set video
          </button>
        ) : null}
      </div>
    </div>
  )
}
