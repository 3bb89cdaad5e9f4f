import { NextIcon, PreviousIcon } from './icons'

/** Links to the previous and the next page (null at an end). Renders nothing when there is one page. */
export function Pager({
  previous,
  next,
  page,
  pages,
  label = 'Pages',
}: {
  previous: string | null
  next: string | null
  page?: number
  pages?: number
  label?: string
}) {
  if (!previous && !next) return null
  return (
    <nav className="pager" aria-label={label}>
      {previous ? (
        <a className="btn" href={previous} rel="prev">
          <PreviousIcon /> Newer
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
          Older <NextIcon />
        </a>
      ) : (
        <span />
      )}
    </nav>
  )
}
