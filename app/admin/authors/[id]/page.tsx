import type { Metadata } from 'next'
import { bringBackAuthorAction } from '@/features/articles/actions'
import { isEditor, maySaveAuthor } from '@/features/articles/policy'
import { listAuthorsForStudio } from '@/features/editor/queries/series-and-authors'
import { NamedPageForm } from '@/features/editor/ui/named-page-form.client'
import { getFieldHistory } from '@/features/records/queries/field-history'
import { FieldHistory } from '@/features/records/ui/field-history'
import { studioPage } from '../../_studio/studio-page'

export const instant = false
export const metadata: Metadata = { title: 'Author' }

export default studioPage({ path: (param) => `/admin/authors/${param('id')}`, current: '/admin/authors' }, async ({ actor, param, query }) => {
  const { authors, accounts } = await listAuthorsForStudio(actor)
  const author = authors.find(({ id }) => id === param('id'))
  if (!author) return null
  const { id, slug, name, bio, accountId } = author
  const may = maySaveAuthor(actor, author, accountId)
  return (
    <>
      <p className="crumb">
        <a href="/admin/authors">Authors</a> /
      </p>
      <h1>{name}</h1>
      {may ? (
        <NamedPageForm of="author" writer={actor.account!.id} accounts={isEditor(actor) ? accounts : []} values={{ id, slug, name, words: bio, accountId }} />
      ) : (
        <p>{bio || `/authors/${slug}`}</p>
      )}
      <FieldHistory
        id={id}
        history={await getFieldHistory(actor, { authorId: id }, { all: query('history') === 'all' })}
        may={may}
        act={bringBackAuthorAction}
        allHref={`/admin/authors/${id}?history=all#history`}
      />
    </>
  )
})
