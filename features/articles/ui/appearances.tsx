import { Fragment } from 'react'
import { Name, Words } from '@/ui/name'
import type { Appearance } from '../queries/appearances'

/** Every entry of every list in which somebody or something appears. */
export function Appearances({ items }: { items: Appearance[] }) {
  return (
    <ol className="appear" aria-label="Appearances">
      {items.map(({ entry, article, roles }) => (
        <li key={entry.id}>
          <span className="n" aria-hidden="true">
            {entry.number}
          </span>
          <div>
            <a className="t" href={`/articles/${article.slug}/${entry.slug}`}>
              <Words text={entry.heading} />
            </a>
            <div className="soft">
              {roles.map(({ role, by }, index) => (
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
              ))}
            </div>
          </div>
          <span className="pc">
            No. {entry.number} of {article.entryCount} in{' '}
            <a href={`/articles/${article.slug}#${entry.slug}`}>
              <Words text={article.title} />
            </a>
          </span>
        </li>
      ))}
    </ol>
  )
}
