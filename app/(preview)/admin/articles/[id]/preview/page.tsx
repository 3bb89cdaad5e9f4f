import { getDraftPage } from '@/features/editor/queries/draft-page'
import { Draft } from '@/features/editor/ui/draft'
import { orNotFound, requireWriter } from '../../../../../admin/_studio/require-role'

export const instant = false

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ edition?: string | string[] }> }

/** A draft, or one of its editions, made by the components that make the readers' page. */
export default async function Preview({ params, searchParams }: Props) {
  const { id } = await params
  const { edition } = await searchParams
  const actor = await requireWriter(`/admin/articles/${id}/preview`)
  const article = await orNotFound(getDraftPage(actor, id, typeof edition === 'string' ? edition : undefined))
  return (
    <>
      <p className="preview-strip" role="note">
        <b>{edition ? 'An earlier edition' : 'Preview of the draft'}</b> <span>Only writers see this page.</span>
        <a href={`/admin/articles/${id}`}>Back to the editor</a>
      </p>
      <Draft article={article} />
    </>
  )
}
