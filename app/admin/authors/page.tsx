import type { Metadata } from 'next'
import { isEditor } from '@/features/articles/policy'
import { listAuthorsForStudio } from '@/features/editor/queries/series-and-authors'
import { NamedPageForm } from '@/features/editor/ui/named-page-form.client'
import { studioPage } from '../_studio/studio-page'

export const instant = false
export const metadata: Metadata = { title: 'Authors' }

export default studioPage({ path: () => '/admin/authors', current: '/admin/authors' }, async ({ actor }) => {
  const { authors, accounts } = await listAuthorsForStudio(actor)
  const editor = isEditor(actor)
  const own = authors.some(({ accountId }) => accountId === actor.account?.id)
  return (
    <>
      <h1>Authors</h1>
      <p className="soft">Names that lists are signed with. One may belong to an account, or to nobody who signs in here.</p>
      {authors.length === 0 ? <p className="empty">There are no authors yet.</p> : null}
      <ul className="list-rows">
        {authors.map(({ id, slug, name, bio, accountId, _count }) => (
          <li key={id}>
            <details>
              <summary>
                <b>{name}</b> <small>{_count.articles === 1 ? '1 list' : `${_count.articles} lists`}</small>
              </summary>
              {editor || accountId === actor.account?.id ? (
                <>
                  <NamedPageForm of="author" writer={actor.account!.id} accounts={editor ? accounts : []} values={{ id, slug, name, words: bio, accountId }} />
                  <p>
                    <a className="btn small" href={`/admin/authors/${id}`}>
                      History
                    </a>
                  </p>
                </>
              ) : (
                <p>{bio || `/authors/${slug}`}</p>
              )}
            </details>
          </li>
        ))}
      </ul>
      {editor || !own ? (
        <section>
          <h2>{own ? 'New author' : 'Your name on lists'}</h2>
          <NamedPageForm
            of="author"
            writer={actor.account!.id}
            accounts={editor ? accounts : []}
            values={{ id: null, slug: '', name: own ? '' : (actor.account?.name ?? ''), words: '', accountId: own ? null : (actor.account?.id ?? null) }}
          />
        </section>
      ) : null}
    </>
  )
})
