'use client'

import { useState } from 'react'
import { RecordPicker } from '@/features/records/ui/record-picker.client'
import { changeEntry, moveEntryTo, slugFollows, slugFor } from '../document/entries'
import { kindsOfRole, missingRoles, setCredits, withCredit } from '../document/templates'
import { findEntry, partsOf } from '@/features/articles/document/parts'
import type { FoundRecord } from '@/features/records/queries/find-records-by-name'
import { creditRoles, entriesOf, entrySlug, type Credit, type CreditRole, type ListEntry, type PlacedEntry } from '@/features/articles/schema'
import { problemAt, useEditor } from './editor-context.client'

const rolesOf: Record<string, CreditRole> = { place: 'filmed-in', song: 'song', person: 'artist', group: 'artist' }

/** The side panel of an entry: place, credits, video and address. */
export function EntrySide({ placed }: { placed: PlacedEntry }) {
  const { document, closed, change, announce, arrange, removeEntry } = useEditor()
  const { entry, section, subsection } = placed
  const parts = partsOf(document)
  const current = (subsection ?? section)?.id ?? ''
  return (
    <>
      <section>
        <h2>Entry</h2>
        <AddressField key={entry.id} entry={entry} path={placed.path} />
        {parts.length > 1 ? (
          <div className="field">
            <label htmlFor="entry-section">Section</label>
            <select
              id="entry-section"
              value={current}
              disabled={closed}
              onChange={(event) => {
                const to = event.target.value || null
                change((now) => moveEntryTo(now, entry.id, to), undefined, entry.id)
                announce(`Moved to ${parts.find(({ id }) => id === to)?.heading || 'outside sections'}`)
              }}
            >
              {parts.map((part) => (
                <option key={part.id ?? ''} value={part.id ?? ''}>
                  {part.id === null ? 'Outside sections' : `${part.level === 2 ? '— ' : ''}${part.heading || 'Section without a heading'}`}
                </option>
              ))}
            </select>
          </div>
        ) : null}
        {closed ? null : (
          <p className="row">
            <button
              type="button"
              className="btn small"
              aria-keyshortcuts="Alt+M"
              title="Move to… (Alt M)"
              onClick={() => arrange.openMove({ entries: [entry.id] })}
            >
              Move to…
            </button>
            <button type="button" className="btn small" onClick={() => arrange.duplicate(entry.id)}>
              Duplicate
            </button>
            <button type="button" className="btn small danger" onClick={() => removeEntry(entry)}>
              Remove
            </button>
          </p>
        )}
      </section>
      <Credits entry={entry} path={placed.path} />
      <Video entry={entry} path={placed.path} />
    </>
  )
}

/** The entry's address. A text that is no valid address stays in the field and does not enter the document. */
function AddressField({ entry, path }: { entry: ListEntry; path: (string | number)[] }) {
  const { document, closed, change, article, publication, problems } = useEditor()
  const [typed, setTyped] = useState<string | null>(null)
  const value = typed ?? entry.slug
  const other = entriesOf(document).find((one) => one.entry.slug === value && one.entry.id !== entry.id)
  const owner = article.reserved[value]
  const parsed = entrySlug.safeParse(value)
  const wrong = !parsed.success
    ? parsed.error.issues[0]!.message
    : other
      ? `“${other.entry.heading}” has this address`
      : owner && owner !== entry.id
        ? 'This was the address of another entry of this list and still leads there'
        : (problemAt(problems, [...path, 'slug']) ?? null)
  const follows = slugFollows(document, entry, article.reserved)
  const suggested = slugFor(document, entry.id, entry.heading, article.reserved)
  const set = (slug: string) => change((now) => changeEntry(now, entry.id, { slug }), `slug:${entry.id}`)
  return (
    <div className={wrong ? 'field bad' : 'field'}>
      <label htmlFor="entry-slug">Address</label>
      <input
        id="entry-slug"
        value={value}
        readOnly={closed}
        spellCheck={false}
        autoComplete="off"
        aria-invalid={wrong ? true : undefined}
        aria-describedby={wrong ? 'entry-slug-error' : 'entry-slug-hint'}
        onChange={(event) => {
          const slug = event.target.value.trim().toLowerCase()
          const fine = entrySlug.safeParse(slug).success && !entriesOf(document).some((one) => one.entry.slug === slug && one.entry.id !== entry.id)
          if (fine) set(slug)
          setTyped(fine ? null : slug)
        }}
      />
      {wrong ? (
        <p className="error" id="entry-slug-error">
          {wrong}
        </p>
      ) : (
        <p className="hint" id="entry-slug-hint">
          /articles/{publication.slug}/<b>{entry.slug}</b>
          {follows ? ' — follows the heading' : ''}
        </p>
      )}
      {!follows && suggested !== entry.slug && entry.heading ? (
        <button type="button" className="textual" onClick={() => set(suggested)}>
          Use “{suggested}”
        </button>
      ) : null}
    </div>
  )
}

function Credits({ entry, path }: { entry: ListEntry; path: (string | number)[] }) {
  const { document, closed, change, article, records, addRecord, announce, problems } = useEditor()
  if (closed && entry.credits.length === 0) return null
  /** Heading and subheading follow, as the template of the list says. */
  const set = (act: (credits: Credit[]) => Credit[], record?: FoundRecord) =>
    change((now) => {
      const credits = findEntry(now, entry.id)?.entry.credits ?? []
      return setCredits(now, entry.id, act(credits), record ? { ...records, [record.id]: record } : records, article.reserved)
    })
  const add = (record: FoundRecord, role: CreditRole) => {
    addRecord(record)
    set((credits) => withCredit(credits, { role, subject: record.id }, document.template), record)
    announce(`Credited ${record.name}`)
  }
  const setRole = (index: number, role: CreditRole) => set((credits) => credits.map((credit, at) => (at === index ? { ...credit, role } : credit)))
  return (
    <section aria-label="Credits">
      <h2>Credits</h2>
      <ul className="credits">
        {entry.credits.map(({ role, subject }, index) => {
          const known = records[subject]
          const name = known?.name ?? 'A record that no longer exists'
          const problem = problemAt(problems, [...path, 'credits', index])
          return (
            <li key={`${subject}:${index}`}>
              <select aria-label={`Role of ${name}`} value={role} disabled={closed} onChange={(event) => setRole(index, event.target.value as CreditRole)}>
                {Object.entries(creditRoles).map(([key, words]) => (
                  <option key={key} value={key}>
                    {words}
                  </option>
                ))}
              </select>
              <span className={problem || !known ? 'error' : undefined}>
                {name} {known?.original ? <span lang={known.original.lang}>{known.original.name}</span> : null}
              </span>
              <button
                type="button"
                disabled={closed}
                aria-label={`Remove the credit of ${name}`}
                onClick={() => {
                  set((credits) => credits.filter((_, at) => at !== index))
                  announce(`Removed the credit of ${name}`)
                }}
              >
                ×
              </button>
            </li>
          )
        })}
      </ul>
      {closed
        ? null
        : missingRoles(document, entry).map((role) => (
            <RecordPicker
              key={`${entry.id} ${role}`}
              label={creditRoles[role]}
              id={`credit-${role}`}
              kinds={kindsOfRole(role)}
              heading={entry.heading}
              onPick={(record) => add(record, role)}
            />
          ))}
      {closed ? null : (
        <RecordPicker
          key={entry.id}
          label="Add a credit"
          id="add-credit"
          placeholder="A person, group, song or place"
          kinds={['person', 'group', 'song', 'place']}
          heading={entry.heading}
          onPick={(record) => add(record, rolesOf[record.kind] ?? 'artist')}
        />
      )}
    </section>
  )
}

function Video({ entry, path }: { entry: ListEntry; path: (string | number)[] }) {
  const { closed, change, records, addRecord, problems } = useEditor()
  if (closed && !entry.video) return null
  const video = entry.video ? records[entry.video] : null
  const problem = problemAt(problems, [...path, 'video'])
  return (
    <section aria-label="Video">
      <h2>Video</h2>
      {entry.video ? (
        <div className="video">
          <p>
            <b>{video?.name ?? 'A record that no longer exists'}</b>
            {problem ? <span className="error">{problem}</span> : null}
            <br />
            {video?.url ? (
              <a href={video.url} target="_blank" rel="noreferrer">
                {video.url.replace(/^https:\/\/(www\.)?/, '')}
              </a>
            ) : (
              <span className="soft">No address: readers get a link that searches for it</span>
            )}
          </p>
          <p className="row">
            <a className="btn small" href={`/admin/records/${entry.video}`} target="_blank">
              Edit the record
            </a>
            <button type="button" className="btn small" disabled={closed} onClick={() => change((now) => changeEntry(now, entry.id, { video: null }))}>
              Take it out
            </button>
          </p>
        </div>
      ) : (
        <RecordPicker
          key={entry.id}
          label="Set a video"
          id="set-video"
          placeholder="Title, or YouTube or Vimeo address"
          kinds={['video']}
          heading={entry.heading}
          onPick={(record) => {
            addRecord(record)
            change((now) => changeEntry(now, entry.id, { video: record.id }))
          }}
        />
      )}
    </section>
  )
}
