import { Fragment, type ReactNode } from 'react'
import { Words } from '@/ui/name'
import type { ArticlePage } from '../queries/article-page'
import { inLanguage } from '../document/languages'
import { partsOf } from '../reading/walk'
import type { ListEntry, Section, Subsection } from '../schema'
import { counted } from '@/platform/text/counted'
import { ListedEntry, type HeadingLevel } from './entry'

type Props = {
  article: ArticlePage
  /** Headings lead to the entries' pages, unless this is false. */
  linked?: boolean
  after: (entry: ListEntry) => ReactNode
}

const levels = { 0: 'h2', 1: 'h3', 2: 'h4' } as const

/** The whole list in its sections. Headings go down a level with each: h2, h3, and entries one below what they stand in. */
export function Entries({ article, linked, after }: Props) {
  return (
    <div>
      {partsOf(article.document).map((part) => (
        <Fragment key={part.section?.id ?? 'outside'}>
          {part.section ? <SectionHead section={part.section} size={part.size} level={part.depth === 1 ? 'h2' : 'h3'} article={article} /> : null}
          <EntryList entries={part.entries} level={levels[part.depth]} article={article} linked={linked} after={after} />
        </Fragment>
      ))}
    </div>
  )
}

function EntryList({ entries, level, article, linked, after }: Props & { entries: ListEntry[]; level: HeadingLevel }) {
  if (entries.length === 0) return null
  return (
    <ol className="entries" reversed={article.document.order === 'countdown'}>
      {entries.map((entry) => (
        <ListedEntry key={entry.id} article={article} entry={entry} level={level} linked={linked} eager={article.numbers.get(entry.id) === 1}>
          {after(entry)}
        </ListedEntry>
      ))}
    </ol>
  )
}

type HeadProps = { section: Section | Subsection; size: number; level: 'h2' | 'h3'; article: ArticlePage }

function SectionHead({ section, size, level: Heading, article }: HeadProps) {
  const place = section.place ? article.records.get(section.place) : undefined
  const body = article.prose.sections.get(section.id)
  return (
    <>
      <Heading className={Heading === 'h2' ? 'place' : 'place sub'} id={`section-${section.id}`} {...inLanguage(article.document.language)}>
        {place?.href ? (
          <a href={place.href}>
            <Words text={section.heading} />
          </a>
        ) : (
          <Words text={section.heading} />
        )}{' '}
        <small>{counted(size, 'entry', 'entries')}</small>
      </Heading>
      {body ? <div className="section-body prose" {...inLanguage(article.document.language)} dangerouslySetInnerHTML={{ __html: body }} /> : null}
    </>
  )
}
