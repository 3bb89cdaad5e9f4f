'use client'

import { useId, useState } from 'react'
import { creditRoles, limits, type CreditRole } from '@/features/articles/schema'
import { kindFolders, type RecordKind } from '@/features/records/schema'
import { RecordPicker } from '@/features/records/ui/record-picker.client'
import type { GuessedEntry, GuessedPart, NamedRecord } from '../schema'
import { isQuestion, likely, sureOf, surely } from './article-mends.client'

/** Words of the article as it has them. */
export const Source = ({ words, isWhole = false }: { words: string; isWhole?: boolean }) => (
  <blockquote className="source">{words.length > shown && !isWhole ? `${words.slice(0, shown)}…` : words}</blockquote>
)
const shown = 700

/** How sure a guess is, in dots and in a word; one that is not sure can be said to be right. `of`: what was guessed. */
export function Sureness({ of, confidence, onConfirm }: { of: string; confidence: number; onConfirm: () => void }) {
  const [dots, word] = confidence >= surely ? [3, 'sure'] : confidence >= likely ? [2, 'likely'] : [1, 'please look']
  return (
    <>
      <span className={dots === 1 ? 'sureness look' : 'sureness'}>
        <span aria-hidden="true">{'●'.repeat(dots) + '○'.repeat(3 - dots)}</span> {word}
      </span>
      {dots < 3 ? (
        <button type="button" className="btn small" aria-label={`${of}: right as it is`} aria-keyshortcuts="Enter" onClick={onConfirm}>
          Right as it is
        </button>
      ) : null}
    </>
  )
}

const kindsOf: Partial<Record<CreditRole, RecordKind[]>> = { song: ['song'], 'filmed-in': ['place'] }
const people: RecordKind[] = ['person', 'group']

type Props = {
  part: GuessedPart
  number: number | null
  before: GuessedPart | null
  numberBefore: number | null
  records: readonly NamedRecord[]
  error: string | null
  onChange: (change: Partial<GuessedPart>) => void
  onConfirm: () => void
  onJoin: () => void
  onRecord: (record: NamedRecord) => void
}

/** An entry or a section, beside the words that it comes from. */
export function ReadPart({ part, number, before, numberBefore, records, error, onChange, onConfirm, onJoin, onRecord }: Props) {
  const id = useId()
  const name = part.kind === 'entry' ? `Entry ${number}` : 'Section'
  const joinWords = before === null ? 'Into the introduction' : numberBefore === null ? `Into the section before` : `Join with entry ${numberBefore}`
  const place = part.kind === 'section' && part.place ? records.find(({ record }) => record === part.place) : null
  return (
    <li className={part.kind === 'entry' ? 'read-part entry' : 'read-part section'} data-stop="" tabIndex={-1}>
      <div className="from">
        <Source words={part.source || part.heading} />
        {part.body && !(part.kind === 'entry' && part.isCopied) ? (
          <details>
            <summary>Its text, {part.body.length.toLocaleString('en')} characters</summary>
            <Source words={part.body} isWhole />
          </details>
        ) : null}
      </div>
      <fieldset className="to">
        <legend className="vh">{name}</legend>
        <div className="part-head">
          <label htmlFor={`${id}-heading`}>{name}</label>
          <Sureness of={name} confidence={sureOf(part)} onConfirm={onConfirm} />
          <button type="button" className="btn small" aria-label={`${name}: ${joinWords}`} onClick={onJoin}>
            {joinWords}
          </button>
        </div>
        <input
          id={`${id}-heading`}
          className="heading"
          value={part.heading}
          maxLength={limits.heading}
          aria-invalid={error ? true : undefined}
          onChange={(event) => onChange({ heading: event.target.value })}
        />
        {part.kind === 'entry' ? (
          <>
            <input
              aria-label={`Subheading of entry ${number}`}
              value={part.subheading.replaceAll('**', '')}
              maxLength={limits.subheading - 10}
              placeholder="Subheading"
              onChange={(event) => onChange({ subheading: withBold(event.target.value, part, records) })}
            />
            <Credits entry={part} number={number!} records={records} onChange={onChange} onRecord={onRecord} />
          </>
        ) : place ? (
          <p className="soft">
            Place: {place.name}{' '}
            <button type="button" className="textual" onClick={() => onChange({ place: null })}>
              Not a place
            </button>
          </p>
        ) : null}
      </fieldset>
    </li>
  )
}

/** The first artist of a subheading stands in bold, as in those that were recognised. */
function withBold(words: string, { credits }: GuessedEntry, records: readonly NamedRecord[]): string {
  const names = credits.flatMap(({ role, record }) => (role === 'artist' ? (records.find((one) => one.record === record)?.name ?? []) : []))
  const name = names.find((one) => words.includes(one))
  return name === undefined ? words : words.replace(name, () => `**${name}**`)
}

type CreditsProps = Pick<Props, 'records' | 'onChange' | 'onRecord'> & { entry: GuessedEntry; number: number }

function Credits({ entry, number, records, onChange, onRecord }: CreditsProps) {
  /** The credit that is changed; as many as there are is a new one. */
  const [open, setOpen] = useState<number | null>(null)
  const [role, setRole] = useState<CreditRole>('artist')
  const { credits, video } = entry
  const nameOf = (record: string) => records.find((one) => one.record === record)
  const shownVideo = video ? nameOf(video) : null
  const kinds = kindsOf[role] ?? people
  return (
    <>
      <ul className="read-credits" aria-label={`Credits of entry ${number}`}>
        {credits.map((credit, index) => {
          const record = nameOf(credit.record)
          const words = `${creditRoles[credit.role]} ${record?.name ?? credit.record}`
          return (
            <li key={`${credit.role} ${credit.record}`} className={record?.near ? 'asked' : record?.isNew ? 'new' : undefined}>
              <span aria-hidden="true">{record?.near ? '!' : record?.isNew ? '+' : '✓'}</span>
              <span>
                <small>{creditRoles[credit.role]}</small> {record?.name ?? credit.record}
                {record?.isNew ? <span className="vh"> (new)</span> : null}
                {isQuestion(credit) ? <em> please look</em> : null}
              </span>
              <button
                type="button"
                aria-label={`Change ${words}`}
                aria-expanded={open === index}
                onClick={() => {
                  setRole(credit.role)
                  setOpen(open === index ? null : index)
                }}
              >
                ✎
              </button>
              <button
                type="button"
                aria-label={`Remove ${words}`}
                onClick={() => (setOpen(null), onChange({ credits: credits.filter((one) => one !== credit) }))}
              >
                ×
              </button>
            </li>
          )
        })}
        {shownVideo ? (
          <li className={shownVideo.isNew ? 'new' : undefined}>
            <span aria-hidden="true">{shownVideo.isNew ? '+' : '✓'}</span>
            <span>
              <small>Video</small> {shownVideo.name}
            </span>
            <button type="button" aria-label={`Remove the video of entry ${number}`} onClick={() => onChange({ video: null })}>
              ×
            </button>
          </li>
        ) : null}
        <li className="more">
          <button
            type="button"
            aria-label={`Add a credit to entry ${number}`}
            aria-expanded={open === credits.length}
            onClick={() => setOpen(open === credits.length ? null : credits.length)}
          >
            + credit
          </button>
        </li>
      </ul>
      {open !== null ? (
        <div className="pair credit-change">
          <div className="field small">
            <label htmlFor={`role-${entry.id}`}>Role</label>
            <select
              id={`role-${entry.id}`}
              value={role}
              onChange={(event) => {
                const next = event.target.value as CreditRole
                setRole(next)
                const credit = credits[open]
                if (credit) onChange({ credits: credits.map((one) => (one === credit ? { ...one, role: next } : one)) })
              }}
            >
              {Object.entries(creditRoles).map(([name, words]) => (
                <option key={name} value={name}>
                  {words}
                </option>
              ))}
            </select>
          </div>
          <RecordPicker
            label="Who or what"
            kinds={kinds}
            onPick={({ kind, slug, name, url }) => {
              const record = `${kindFolders[kind]}/${slug}`
              onRecord({ record, kind, name, isNew: false, parent: null, url, near: null })
              const made = { role, record, confidence: 1 }
              onChange({ credits: credits[open] ? credits.map((one, index) => (index === open ? made : one)) : [...credits, made] })
              setOpen(null)
            }}
          />
        </div>
      ) : null}
    </>
  )
}
