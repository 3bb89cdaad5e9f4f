import type { ReactNode } from 'react'
import { Name, Words } from '@/ui/name'
import { PartialDate } from '@/ui/time'
import type { RecordPage } from '../queries/record-page'
import { kindWords, type RecordLink } from '../view'

const parentWords = { person: 'Member of', group: 'Part of', song: 'By', place: 'In', video: 'Of' } as const
const dateWords = { person: 'Born', group: 'Since', song: 'Out', place: 'Since', video: 'Out' } as const

/** So many syllables fit behind a name on a phone. */
const roomBehind = 6

type Props = {
  record: RecordPage
  /** What else is known of it: whom one sees in it, where it was filmed. */
  facts?: { words: string; links: RecordLink[] }[]
  /** What readers and lists make of it, in one line. */
  children?: ReactNode
}

/** The name of a record, in every script that is known, and its facts. Its own name, when it is short, stands huge behind. */
export function RecordHead({ record, facts = [], children }: Props) {
  const { kind, parent, date, latitude, longitude, original } = record
  const behind = original && original.lang === 'ko' && [...original.name].length <= roomBehind ? original : null
  const others = record.names.filter(({ name }) => name !== record.name && name !== behind?.name)
  const known = facts.filter(({ links }) => links.length > 0)
  return (
    <header className="head">
      <span className="kicker">
        <b>{kindWords[kind]}</b>
      </span>{' '}
      {behind ? (
        <p className="behind" lang={behind.lang}>
          {behind.name}
        </p>
      ) : null}
      <h1>
        <Words text={record.name} />
      </h1>
      {others.length > 0 ? (
        <p className="names">
          {others.map(({ name, lang }) => (
            <span key={`${lang} ${name}`}>
              <span lang={lang === 'en' ? undefined : lang}>{name}</span>{' '}
            </span>
          ))}
        </p>
      ) : null}
      {children}
      {parent?.href || date || latitude !== null || known.length > 0 ? (
        <dl className="facts">
          {parent?.href ? (
            <Fact words={parentWords[kind]}>
              <a href={parent.href}>
                <Name name={parent.name} original={parent.original} />
              </a>
            </Fact>
          ) : null}
          {date ? (
            <Fact words={dateWords[kind]}>
              <PartialDate value={date} />
            </Fact>
          ) : null}
          {known.map(({ words, links }) => (
            <Fact key={words} words={words}>
              {links.map((link, index) => (
                <span key={link.id}>
                  {index > 0 ? ', ' : null}
                  {link.href ? (
                    <a href={link.href}>
                      <Name name={link.name} original={link.original} />
                    </a>
                  ) : (
                    <Name name={link.name} original={link.original} />
                  )}
                </span>
              ))}
            </Fact>
          ))}
          {latitude !== null && longitude !== null ? <Fact words="Where">{coordinates(latitude, longitude)}</Fact> : null}
        </dl>
      ) : null}
    </header>
  )
}

const Fact = ({ words, children }: { words: string; children: ReactNode }) => (
  <div>
    <dt>{words}</dt> <dd>{children}</dd>{' '}
  </div>
)

const part = (value: number, positive: string, negative: string) => `${Math.abs(value).toFixed(2)}° ${value < 0 ? negative : positive}`
const coordinates = (latitude: number, longitude: number) => `${part(latitude, 'N', 'S')}, ${part(longitude, 'E', 'W')}`
