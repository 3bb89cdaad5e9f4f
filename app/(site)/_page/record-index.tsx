import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { connection } from 'next/server'
import { listCreditedRecords, type IndexItem } from '@/features/articles/queries/appearances'
import { siteShareImage } from '@/features/artwork/queries/share-images'
import { Face, FaceSheet } from '@/features/records/ui/portrait'
import { Breadcrumbs } from '@/ui/breadcrumbs'
import { Name } from '@/ui/name'
import { Pager } from '@/ui/pager'
import { head } from './metadata'
import { pageOf, pagePath, pagerOf } from './page-number'
import type { Query } from './query'
import { indexOf, type PagedKind } from './record-words'
import { Main } from './main'
import '@/features/records/ui/record-index.css'

type Props = { searchParams: Query }

const standfirsts: Record<PagedKind, string> = {
  person: 'Everyone who appears in our lists, and where.',
  group: 'Every group in our lists, with the appearances of its members.',
  song: 'Every song in our lists.',
  place: 'Where the videos of our lists were filmed.',
}

const pictures = { person: 'allpeople', group: 'allgroups', song: 'allsongs', place: 'allplaces' } as const

/** The index of a kind, by first letter. */
export const recordIndexRoute = (kind: PagedKind) => ({
  async generateMetadata({ searchParams }: Props): Promise<Metadata> {
    await connection()
    const { href, label } = indexOf[kind]
    return head({ title: label, description: standfirsts[kind], path: pagePath(href, await pageOf(searchParams)), image: await siteShareImage(pictures[kind]) })
  },
  async Page({ searchParams }: Props) {
    await connection()
    const found = await listCreditedRecords(kind, { page: await pageOf(searchParams) })
    if (found.page > found.pages) notFound()
    const { href, label } = indexOf[kind]
    return (
      <Main className="page">
        <header className="head">
          <Breadcrumbs trail={[{ href: '/', label: 'Home' }]} />
          <h1>{label}</h1>
          <p className="stand">{found.total > 0 ? standfirsts[kind] : 'Nobody and nothing is credited yet.'}</p>
          <ul className="chips" aria-label="Other indexes">
            {Object.values(indexOf).map((other) => (
              <li key={other.href}>
                <a href={other.href} aria-current={other.href === href ? 'page' : undefined}>
                  {other.label}
                </a>
              </li>
            ))}
          </ul>
        </header>
        <FaceSheet of={found.items} />
        <div className="az">
          {byLetter(found.items).map(([letter, items]) => (
            <section key={letter} aria-label={letter}>
              <h2>{letter}</h2>
              <ul>
                {items.map((item) => (
                  <li key={item.id}>
                    <a href={item.href ?? ''}>
                      <Face picture={item.picture} />
                      <Name name={item.name} original={item.original} />
                    </a>
                    {item.parent ? (
                      <small>
                        <Name name={item.parent.name} />
                      </small>
                    ) : null}
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </div>
        <Pager {...pagerOf(href, found)} order="places" />
      </Main>
    )
  },
})

/** Under their first letters, accents aside; what begins with no letter stands under #. */
function byLetter(items: IndexItem[]): [string, IndexItem[]][] {
  const sections = new Map<string, IndexItem[]>()
  for (const item of items) {
    const first = [...item.name.normalize('NFD')].find((character) => /[\p{L}\p{N}]/u.test(character))?.toLocaleUpperCase('en') ?? '#'
    const letter = /\p{L}/u.test(first) ? first : '#'
    sections.set(letter, [...(sections.get(letter) ?? []), item])
  }
  return [...sections].toSorted(([one], [other]) => one.localeCompare(other, 'en'))
}
