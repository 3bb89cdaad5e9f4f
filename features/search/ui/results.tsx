import type { ReactNode } from 'react'
import { counted } from '@/features/articles/ui/card'
import { kindWords, recordHref } from '@/features/records/view'
import { Words } from '@/ui/name'
import type { Results } from '../queries/search'
import { Marked } from './marked'

/** “2 lists, 1 entry and 3 names”, without what there is none of. */
export function tallyOf({ lists, entries, records }: Results): string {
  const parts = [
    records.total > 0 && counted(records.total, 'name'),
    lists.total > 0 && counted(lists.total, 'list'),
    entries.total > 0 && counted(entries.total, 'entry', 'entries'),
  ].filter((part) => part !== false)
  return new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(parts)
}

/** What was found, in groups; a group with nothing in it is left out. */
export const SearchResults = ({ results: { lists, entries, records }, words }: { results: Results; words: readonly string[] }) => (
  <>
    <Group id="names" title="People, groups, songs and places" shown={records.items.length} total={records.total}>
      <ul className="hits names-found">
        {records.items.map((record) => (
          <li key={record.id}>
            <h3>
              <a href={recordHref(record.kind, record.slug)}>
                <Marked text={record.name} words={[...words, words.join('')]} />
                {record.original && record.original.name !== record.name ? (
                  <>
                    {' '}
                    <span lang={record.original.lang}>
                      <Marked text={record.original.name} words={[...words, words.join('')]} />
                    </span>
                  </>
                ) : null}
              </a>
            </h3>
            <p className="soft">
              {kindWords[record.kind]}
              {record.under ? (
                <>
                  , <Words text={record.under} />
                </>
              ) : null}
            </p>
          </li>
        ))}
      </ul>
    </Group>
    <Group id="lists" title="Lists" shown={lists.items.length} total={lists.total}>
      <ul className="hits">
        {lists.items.map((list) => (
          <Hit key={list.id} href={`/articles/${list.slug}`} text={list.title} words={words}>
            {list.standfirst ? (
              <p>
                <Marked text={list.standfirst} words={words} />
              </p>
            ) : null}
          </Hit>
        ))}
      </ul>
    </Group>
    <Group id="entries" title="Entries" shown={entries.items.length} total={entries.total}>
      <ul className="hits">
        {entries.items.map((entry) => (
          <Hit key={entry.id} href={`/articles/${entry.article.slug}/${entry.slug}`} text={entry.heading} words={words}>
            <p className="soft">
              No. {entry.number} in{' '}
              <a href={`/articles/${entry.article.slug}`}>
                <Words text={entry.article.title} />
              </a>
            </p>
          </Hit>
        ))}
      </ul>
    </Group>
  </>
)

const Hit = ({ href, text, words, children }: { href: string; text: string; words: readonly string[]; children: ReactNode }) => (
  <li>
    <h3>
      <a href={href}>
        <Marked text={text} words={words} />
      </a>
    </h3>
    {children}
  </li>
)

function Group({ id, title, shown, total, children }: { id: string; title: string; shown: number; total: number; children: ReactNode }) {
  if (shown === 0) return null
  return (
    <section className="found" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {total > shown ? (
        <p className="soft">
          The first {shown} of {total.toLocaleString('en')}. One more word makes them fewer.
        </p>
      ) : null}
      {children}
    </section>
  )
}
