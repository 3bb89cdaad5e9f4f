import type { Waiting } from '@/features/reviews/queries/waiting'
import { Moment } from '@/ui/moment.client'
import { Words } from '@/ui/name'
import type { Pressing } from './pressing'

const maxTitleLength = 120
const verbs = { asked: 'Look', approved: 'Publish', returned: 'Change' } as const

function what({ is, who, named }: Waiting): string {
  if (is === 'asked') return `${who ?? 'Somebody who has left'} asks ${named ? 'you' : 'every editor'} for a review`
  return is === 'approved' ? `${who ?? 'An editor'} approved it` : `${who ?? 'An editor'} sent it back`
}

/** What waits for whoever looks, the most pressing first, each with one verb. Nothing while nothing waits. */
export function WaitsForYou({ waiting, others = [] }: { waiting: Waiting[]; others?: Pressing[] }) {
  if (waiting.length + others.length === 0) return null
  return (
    <section className="waits-for-you" aria-labelledby="waits">
      <h2 id="waits">Waits for you</h2>
      <ul>
        {waiting.map((one, index) => (
          <li key={one.articleId}>
            <div>
              <p>
                <b>{what(one)}</b>
              </p>
              <p className="meta">
                <span>
                  {one.title ? <Words text={one.title.length > maxTitleLength ? `${one.title.slice(0, maxTitleLength)}…` : one.title} /> : 'No title yet'}
                </span>
                <span>
                  <Moment at={one.at} />
                </span>
              </p>
              {one.words ? <p className="said">{one.words}</p> : null}
            </div>
            <a
              className={index === 0 ? 'btn small primary' : 'btn small'}
              href={`/admin/articles/${one.articleId}`}
              aria-label={`${verbs[one.is]}: ${one.title || 'a list without a title'}`}
            >
              {verbs[one.is]}
            </a>
          </li>
        ))}
        {others.map(({ key, what, about, at, verb, href }, index) => (
          <li key={key}>
            <div>
              <p>
                <b>{what}</b>
              </p>
              <p className="meta">
                <span>{about}</span>
                {at ? (
                  <span>
                    <Moment at={at} />
                  </span>
                ) : null}
              </p>
            </div>
            <a className={index + waiting.length === 0 ? 'btn small primary' : 'btn small'} href={href} aria-label={`${verb}: ${what}`}>
              {verb}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
