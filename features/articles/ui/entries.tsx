import { Fragment, type ReactNode } from 'react'
import { Words } from '@/ui/name'
import type { ArticlePage } from '../queries/article-page'
import type { ListEntry, Section, Subsection } from '../schema'
import { counted } from './card'
import { ListedEntry, type HeadingLevel } from './entry'

type Props = { article: ArticlePage; after: (entry: ListEntry) => ReactNode }

/** The whole list in its sections. Headings go down a level with each: h2, h3, and entries one below what they stand in. */
export function Entries({ article, after }: Props) {
  const { document } = article
  return (
    <div>
      <EntryList entries={document.entries} level="h2" article={article} after={after} />
      {document.sections.map((section) => (
        <Fragment key={section.id}>
          <SectionHead section={section} level="h2" article={article} />
          <EntryList entries={section.entries} level="h3" article={article} after={after} />
          {section.sections.map((inner) => (
            <Fragment key={inner.id}>
              <SectionHead section={inner} level="h3" article={article} />
              <EntryList entries={inner.entries} level="h4" article={article} after={after} />
            </Fragment>
          ))}
        </Fragment>
      ))}
    </div>
  )
}

function EntryList({ entries, level, article, after }: Props & { entries: ListEntry[]; level: HeadingLevel }) {
  if (entries.length === 0) return null
  return (
    <ol className="entries" reversed={article.document.order === 'countdown'}>
      {entries.map((entry) => (
        <ListedEntry key={entry.id} article={article} entry={entry} level={level} eager={article.numbers.get(entry.id) === 1}>
          {after(entry)}
        </ListedEntry>
      ))}
    </ol>
  )
}

const sizeOf = (section: Section | Subsection) =>
  section.entries.length + ('sections' in section ? section.sections.reduce((sum, inner) => sum + inner.entries.length, 0) : 0)

function SectionHead({ section, level: Heading, article }: { section: Section | Subsection; level: 'h2' | 'h3'; article: ArticlePage }) {
  const place = section.place ? article.records.get(section.place) : undefined
  const body = article.prose.sections.get(section.id)
  return (
    <>
      <Heading className={Heading === 'h2' ? 'place' : 'place sub'} id={`section-${section.id}`}>
        {place?.href ? (
          <a href={place.href}>
            <Words text={section.heading} />
          </a>
        ) : (
          <Words text={section.heading} />
        )}{' '}
        <small>{counted(sizeOf(section), 'entry', 'entries')}</small>
      </Heading>
      {body ? <div className="section-body prose" dangerouslySetInnerHTML={{ __html: body }} /> : null}
    </>
  )
}
