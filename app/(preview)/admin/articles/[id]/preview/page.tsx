import { getDraftPage } from '@/features/editor/queries/draft-page'
import { Draft } from '@/features/editor/ui/draft'
import { answerStatus } from '@/platform/http/request'
import { orNull, requireWriter } from '../../../../../admin/_studio/require-role'

export const instant = false

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ edition?: string | string[] }> }

/** A draft, or one of its editions, made by the components that make the readers' page. */
export default async function Preview({ params, searchParams }: Props) {
  const { id } = await params
  const { edition } = await searchParams
  const actor = await requireWriter(`/admin/articles/${id}/preview`)
  const article = await orNull(getDraftPage(actor, id, typeof edition === 'string' ? edition : undefined))
  if (!article) answerStatus(404)
  return (
    <>
      <aside className="preview-strip" aria-label="Preview">
        <b>{edition ? 'An earlier edition' : 'Preview of the draft'}</b> <span>Only writers see this page.</span>
        {article ? <a href={`/admin/articles/${id}`}>Back to the editor</a> : <a href="/admin">All your lists</a>}
      </aside>
      {article ? (
        <Draft article={article} />
      ) : (
        <main className="page narrow">
          <h1>This is not in your studio</h1>
          <p>It does not exist, or it is somebody else’s list.</p>
        </main>
      )}
    </>
  )
}
