import { NextIcon, PreviousIcon } from './icons'

/** Links to the previous and the next page (null at an end). Renders nothing when there is one page. */
export function Pager({
  previous,
  next,
  page,
  pages,
  label = 'Pages',
  order = 'dates',
}: {
  previous: string | null
  next: string | null
  page?: number
  pages?: number
  label?: string
  /** What they are in the order of: the newest first, or places such as those of an alphabet. */
  order?: 'dates' | 'places'
}) {
  const [before, after] = order === 'dates' ? ['Newer', 'Older'] : ['Previous', 'Next']
  if (!previous && !next) return null
  return (
    <nav className="pager" aria-label={label}>
      {previous ? (
        <a className="btn" href={previous} rel="prev">
          <PreviousIcon /> {before}
        </a>
      ) : (
        <span />
      )}
      {page && pages ? (
        <span>
          Page {page} of {pages}
        </span>
      ) : null}
      {next ? (
        <a className="btn" href={next} rel="next">
          {after} <NextIcon />
        </a>
      ) : (
        <span />
      )}
    </nav>
  )
}
