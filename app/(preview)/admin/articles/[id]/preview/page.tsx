import { renderProse } from '@/features/articles/markdown'
import { getDraftPage } from '@/features/articles/queries/draft-page'
import { AuthorBox } from '@/features/articles/ui/after-list'
import { Entries } from '@/features/articles/ui/entries'
import { Hero } from '@/features/articles/ui/hero'
import { Rail } from '@/features/articles/ui/rail'
import { orNotFound, requireWriter } from '../../../../../admin/_studio/gate'

export const instant = false

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ edition?: string | string[] }> }

/** A draft, or one of its editions, made by the components that make the readers' page. */
export default async function Preview({ params, searchParams }: Props) {
  const { id } = await params
  const { edition } = await searchParams
  const actor = await requireWriter(`/admin/articles/${id}/preview`)
  const article = await orNotFound(getDraftPage(actor, id, typeof edition === 'string' ? edition : undefined))
  const { intro, outro } = article.prose
  return (
    <>
      <p className="preview-strip" role="note">
        <b>{edition ? 'An earlier edition' : 'Preview of the draft'}</b> <span>Only writers see this page.</span>
        <a href={`/admin/articles/${id}`}>Back to the desk</a>
      </p>
      <main id="main">
        <Hero article={article} />
        <div className="list">
          {article.total > 1 ? <Rail article={article} /> : null}
          {intro ? (
            <div className="intro" id="intro">
              <div className="prose" dangerouslySetInnerHTML={{ __html: intro }} />
            </div>
          ) : null}
          <Entries article={article} after={() => null} />
          {outro ? (
            <div className="outro" id="outro">
              <div className="prose" dangerouslySetInnerHTML={{ __html: outro }} />
            </div>
          ) : null}
          <AuthorBox authors={article.authors} bios={new Map(article.authors.map(({ id: author, bio }) => [author, renderProse(bio)]))} />
        </div>
      </main>
    </>
  )
}
