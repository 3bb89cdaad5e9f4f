'use client'

import type { Use } from '../queries/where-used'

const isOfRecord = (as: Use['as']) => as === 'picture' || as === 'poster'

/** Where a medium is shown, each a link for whoever may see it. */
export const UsesList = ({ uses }: { uses: Use[] }) => (
  <ul className="uses">
    {uses.map(({ as, id, title, inTrash }, index) => (
      <li key={`${id ?? index} ${as}`}>
        {id ? (
          <a href={`/admin/${isOfRecord(as) ? 'records' : 'articles'}/${id}`}>{title || 'A list without a title'}</a>
        ) : (
          <span>A list of somebody else that no reader sees</span>
        )}
        <span className="soft">
          {as === 'text' ? 'in a text' : as}
          {inTrash ? ', in the trash' : null}
        </span>
      </li>
    ))}
  </ul>
)
