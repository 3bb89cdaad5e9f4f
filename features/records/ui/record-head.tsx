import { Name, Words } from '@/ui/name'
import { PartialDate } from '@/ui/time'
import type { RecordPage } from '../queries/record-page'
import { kindWords } from '../view'

const parentWords = { person: 'Member of', group: 'Part of', song: 'By', place: 'In', video: 'Of' } as const
const dateWords = { person: 'Born', group: 'Since', song: 'Released', place: 'Since', video: 'Released' } as const

/** The name of a record, in every script that is known, and its facts. */
export function RecordHead({ record }: { record: RecordPage }) {
  const { kind, parent, date, latitude, longitude } = record
  const others = record.names.filter(({ name }) => name !== record.name)
  return (
    <header className="head">
      <span className="kicker">
        <b>{kindWords[kind]}</b>
      </span>
      <h1>
        <Words text={record.name} />
      </h1>
      {others.length > 0 ? (
        <p className="names">
          {others.map(({ name, lang }) => (
            <span key={`${lang} ${name}`} lang={lang === 'en' ? undefined : lang}>
              {name}
            </span>
          ))}
        </p>
      ) : null}
      {parent?.href || date || latitude !== null ? (
        <dl className="facts">
          {parent?.href ? (
            <div>
              <dt>{parentWords[kind]}</dt>
              <dd>
                <a href={parent.href}>
                  <Name name={parent.name} original={parent.original} />
                </a>
              </dd>
            </div>
          ) : null}
          {date ? (
            <div>
              <dt>{dateWords[kind]}</dt>
              <dd>
                <PartialDate value={date} />
              </dd>
            </div>
          ) : null}
          {latitude !== null && longitude !== null ? (
            <div>
              <dt>Where</dt>
              <dd>{coordinates(latitude, longitude)}</dd>
            </div>
          ) : null}
        </dl>
      ) : null}
    </header>
  )
}

const part = (value: number, positive: string, negative: string) => `${Math.abs(value).toFixed(2)}° ${value < 0 ? negative : positive}`
const coordinates = (latitude: number, longitude: number) => `${part(latitude, 'N', 'S')}, ${part(longitude, 'E', 'W')}`
