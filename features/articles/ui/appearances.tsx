import { Fragment, type ReactNode } from 'react'
import { Name, Words } from '@/ui/name'
import { PartialDate } from '@/ui/time'
import type { Appearance } from '../queries/appearances'
import type { EntryFacts } from '../queries/credited'
import { Poster } from './poster'
import { PosterImage } from './poster-image'

type Place = Pick<Appearance, 'entry'> & { article: Omit<Appearance['article'], 'publishedAt'> }

/** What an entry shows of its video; its drawing alone when it has none. */
function Picture({ entry, article, facts, eager = false }: Place & { facts?: EntryFacts; eager?: boolean }) {
  if (facts?.video) return <Poster entryId={entry.id} video={facts.video} eager={eager} />
  return (
    <a className="poster" href={`/articles/${article.slug}/${entry.slug}`} tabIndex={-1} aria-hidden="true">
      <PosterImage entryId={entry.id} eager={eager} />
    </a>
  )
}

/** `No. 4 of 14 in K-pop MVs filmed abroad`. */
const InList = ({ entry, article }: Place) => (
  <p>
    No. {entry.number} of {article.entryCount} in{' '}
    <a href={`/articles/${article.slug}#${entry.slug}`}>
      <Words text={article.title} />
    </a>
  </p>
)

function Roles({ roles }: Pick<Appearance, 'roles'>) {
  return roles.map(({ role, by }, index) => (
    <Fragment key={role}>
      {index > 0 ? '; ' : null}
      {index > 0 ? role.toLocaleLowerCase('en') : role}
      {by.map((link, at) => (
        <Fragment key={link.id}>
          {at > 0 ? ', ' : ': '}
          {link.href ? (
            <a href={link.href}>
              <Name name={link.name} />
            </a>
          ) : (
            <Name name={link.name} />
          )}
        </Fragment>
      ))}
    </Fragment>
  ))
}

type Props = {
  items: Appearance[]
  /** By entry id. */
  facts: Map<string, EntryFacts>
  /** What stands below each: its vote. */
  after: (item: Appearance) => ReactNode
  /** Along a line of years, which stand in the place of the numbers; each entry has a date. */
  years?: boolean
}

/** Every entry of every list in which somebody or something appears: its number, its poster, who is in it, its place in its list. */
export function Appearances({ items, facts, after, years = false }: Props) {
  return (
    <ol className={years ? 'ents years' : items.length === 1 ? 'ents one' : 'ents'} aria-label="Appearances">
      {items.map((item, index) => {
        const { entry, article, roles } = item
        const date = facts.get(entry.id)?.date
        return (
          <li key={entry.id} className="ent">
            {years ? (
              <b className="year">{date?.slice(0, 4)}</b>
            ) : (
              <span className="n" aria-hidden="true">
                {entry.number}
              </span>
            )}{' '}
            <Picture entry={entry} article={article} facts={facts.get(entry.id)} eager={index === 0} />
            <div>
              <h3>
                <a href={`/articles/${article.slug}/${entry.slug}`}>
                  <Words text={entry.heading} />
                </a>
              </h3>
              <p>
                <Roles roles={roles} />
                {date ? (
                  <>
                    {roles.length > 0 ? ', ' : null}
                    <PartialDate value={date} />
                  </>
                ) : null}
              </p>
              <InList entry={entry} article={article} />
              {after(item)}
            </div>
          </li>
        )
      })}
    </ol>
  )
}

/** Entries that one may go on to, small. */
export function MoreEntries({ items, facts }: { items: Place[]; facts: Map<string, EntryFacts> }) {
  return (
    <ul className="ents three">
      {items.map(({ entry, article }) => (
        <li key={entry.id} className="ent">
          <Picture entry={entry} article={article} facts={facts.get(entry.id)} />
          <h3>
            <a href={`/articles/${article.slug}/${entry.slug}`}>
              <Words text={entry.heading} />
            </a>
          </h3>
          <InList entry={entry} article={article} />
        </li>
      ))}
    </ul>
  )
}
