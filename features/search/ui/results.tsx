import type { ReactNode } from 'react'
import { posterAddress, posterSize } from '@/features/articles/document/poster'
import { CoverImage } from '@/features/articles/ui/card'
import { counted } from '@/platform/text/counted'
import { kindWords, recordHref, underWords } from '@/features/records/view'
import { Words } from '@/ui/name'
import type { FoundEntry, Reason } from '../queries/entries'
import type { FoundRecord, Results } from '../queries/search'
import { limits, recordGroups, searchAddress, type Group } from '../schema'
import { Marked } from './marked'

/** How many were found in each group, for those in which something was. */
function countsOf({ lists, entries, records, pages }: Results): { group: Group; label: string; count: number }[] {
  const ofKind = recordGroups.map(({ group, kind, label }) => ({ group, label, count: records.totals[kind] ?? 0 }))
  return [
    { group: 'entries' as const, label: 'Entries', count: entries.total },
    ...ofKind,
    { group: 'lists' as const, label: 'Lists', count: lists.total },
    { group: 'more' as const, label: 'Series and authors', count: pages.total },
  ].filter(({ count }) => count > 0)
}

/** The groups in which something was found, each as a link to it alone. `shown` is the one that is shown, null for all. */
export const Groups = ({ results, text, shown }: { results: Results; text: string; shown: Group | null }) => {
  const counts = countsOf(results)
  const all = { group: null, label: 'Everything', count: counts.reduce((sum, { count }) => sum + count, 0) }
  return (
    <nav aria-label="What was found">
      <ul className="chips groups">
        {[all, ...counts].map(({ group, label, count }) => (
          <li key={label}>
            <a href={searchAddress({ text, group })} aria-current={group === shown ? 'page' : undefined}>
              {label}{' '}
              <small>
                {count.toLocaleString('en')}
                {count >= limits.counted ? '+' : ''}
              </small>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

type Shown = { results: Results; words: readonly string[]; text: string; group: Group | null }

/** What was found, in groups; a group with nothing in it is left out. With `group` that one alone, and all of it. */
export function SearchResults({ results, words, text, group }: Shown) {
  const { best, entries, lists, records, pages } = results
  const wants = (one: Group) => group === null || group === one
  const rest = group === null ? records.items.filter(({ id }) => id !== best?.id) : records.items
  return (
    <div className={group === null && entries.items.length > 0 ? 'found' : 'found one'}>
      <div>
        {best && group === null ? <Best record={best} words={words} entries={entries.total} /> : null}
        {wants('entries') ? (
          <Section id="entries" title="Entries" items={entries.items.map((entry) => ({ key: entry.id, node: <EntryHit entry={entry} words={words} /> }))}>
            {entries.next && group === 'entries' ? (
              <a className="more" href={searchAddress({ text, group, after: entries.next })}>
                More entries
              </a>
            ) : entries.next ? (
              <a className="more" href={searchAddress({ text, group: 'entries' })}>
                {entries.total >= limits.counted ? 'All entries' : `All ${counted(entries.total, 'entry', 'entries')}`}
              </a>
            ) : null}
          </Section>
        ) : null}
      </div>
      <div>
        {wants('lists') ? (
          <Section
            id="lists"
            title="Lists"
            items={lists.items.map((list) => ({
              key: list.id,
              node: (
                <a className="list" href={`/articles/${list.slug}`}>
                  <CoverImage cover={list.cover} sizes="9rem" />
                  <div>
                    <h3>
                      <Marked text={list.title} words={words} />
                    </h3>
                    <small>
                      {list.entries ? counted(list.entries, 'entry', 'entries') : list.standfirst ? <Marked text={list.standfirst} words={words} /> : null}
                    </small>
                  </div>
                </a>
              ),
            }))}
          />
        ) : null}
        {recordGroups.map(({ group: one, kind, label }) =>
          wants(one) ? (
            <Section
              key={one}
              id={one}
              title={label}
              items={rest.filter((record) => record.kind === kind).map((record) => ({ key: record.id, node: <RecordHit record={record} words={words} /> }))}
            >
              {group === null && (records.totals[kind] ?? 0) > records.items.filter((record) => record.kind === kind).length ? (
                <a className="more" href={searchAddress({ text, group: one })}>
                  All {(records.totals[kind] ?? 0).toLocaleString('en')}
                </a>
              ) : null}
            </Section>
          ) : null,
        )}
        {wants('more') ? (
          <Section
            id="more"
            title="Series and authors"
            items={pages.items.map(({ id, kind, slug, name, lists: count }) => ({
              key: id,
              node: (
                <div className="who">
                  <h3>
                    <a href={`/${kind === 'series' ? 'series' : 'authors'}/${slug}`}>
                      <Marked text={name} words={words} />
                    </a>
                  </h3>
                  <small>
                    {kind === 'series' ? 'Series' : 'Author'}, {counted(count, 'list')}
                  </small>
                </div>
              ),
            }))}
          />
        ) : null}
      </div>
    </div>
  )
}

const Section = ({ id, title, items, children }: { id: string; title: string; items: { key: string; node: ReactNode }[]; children?: ReactNode }) =>
  items.length === 0 ? null : (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ol>
        {items.map(({ key, node }) => (
          <li key={key}>{node}</li>
        ))}
      </ol>
      {children}
    </section>
  )

/** What the words name, with its name in its own script behind it. */
const Best = ({ record, words, entries }: { record: FoundRecord; words: readonly string[]; entries: number }) => (
  <a className="best" href={recordHref(record.kind, record.slug)}>
    {record.original && record.original.name !== record.name ? (
      <span className="ghost" lang={record.original.lang}>
        {record.original.name}
      </span>
    ) : null}
    <b>
      <Marked text={record.name} words={words} whole />
    </b>
    <small>
      {kindWords[record.kind]}
      {record.under ? `, ${underWords[record.kind]} ${record.under}` : ''}
      {record.also ? <>, also called {also(record.also, words)}</> : null}.{' '}
      {entries >= limits.counted
        ? `Found in more than ${counted(limits.counted, 'entry', 'entries')}.`
        : entries > 0
          ? `Found in ${counted(entries, 'entry', 'entries')}.`
          : null}
    </small>
  </a>
)

const also = ({ name, lang }: { name: string; lang: string }, words: readonly string[]) => (
  <span lang={lang === 'en' ? undefined : lang}>
    <Marked text={name} words={words} whole />
  </span>
)

const RecordHit = ({ record, words }: { record: FoundRecord; words: readonly string[] }) => (
  <div className="who">
    <h3>
      <a href={recordHref(record.kind, record.slug)}>
        <Marked text={record.name} words={words} />
        {record.original && record.original.name !== record.name ? (
          <>
            {' '}
            <span lang={record.original.lang}>
              <Marked text={record.original.name} words={words} />
            </span>
          </>
        ) : null}
      </a>
    </h3>
    <small>
      {record.also ? <>also {also(record.also, words)}</> : null}
      {record.member ? <>member: {also(record.member, words)}</> : null}
      {(record.also || record.member) && record.under ? ', ' : null}
      {record.under ? (
        <>
          {underWords[record.kind]} {record.byUnder ? <Marked text={record.under} words={words} whole /> : <Words text={record.under} />}
        </>
      ) : null}
    </small>
  </div>
)

const EntryHit = ({ entry, words }: { entry: FoundEntry; words: readonly string[] }) => (
  <div className="hit">
    <span className="n" aria-hidden="true">
      {entry.number}
    </span>
    <img src={posterAddress(entry.id)} alt="" width={posterSize.width} height={posterSize.height} loading="lazy" decoding="async" />
    <div>
      <h3>
        <a href={`/articles/${entry.article.slug}/${entry.slug}`}>
          <Marked text={entry.heading} words={words} />
        </a>
      </h3>
      {entry.reasons.length > 0 ? (
        <small>
          {entry.reasons.map((reason, index) => (
            <span key={`${reason.role} ${reason.name}`}>
              {index > 0 ? ', ' : null}
              <Why reason={reason} words={words} />
            </span>
          ))}
        </small>
      ) : null}
      {entry.excerpt ? (
        <small className="said">
          <Marked text={entry.excerpt} words={words} />
        </small>
      ) : null}
      <small>
        No. {entry.number} in{' '}
        <a href={`/articles/${entry.article.slug}`}>
          <Words text={entry.article.title} />
        </a>
      </small>
    </div>
  </div>
)

const Why = ({ reason: { role, name, also: other, of }, words }: { reason: Reason; words: readonly string[] }) => (
  <>
    {role} <Marked text={name} words={words} />
    {other ? <> ({also(other, words)})</> : null}
    {of ? (
      <>
        {role.endsWith('in') ? ', ' : ' of '}
        <Marked text={of} words={words} whole />
      </>
    ) : null}
  </>
)
