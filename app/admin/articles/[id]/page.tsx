import type { Metadata } from 'next'
import { getEditor } from '@/features/editor/queries/editor'
import { Editor } from '@/features/editor/ui/editor.client'
import { WhenReady } from '@/ui/when-ready.client'
import { missing } from '../../_studio/missing'
import { orNull, requireWriter } from '../../_studio/require-role'

export const instant = false
export const metadata: Metadata = { title: 'Edit' }

export default async function EditArticle({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const actor = await requireWriter(`/admin/articles/${id}`)
  const article = await orNull(getEditor(actor, id))
  if (!article) return missing(actor)
  return (
    <WhenReady>
      <Editor article={article} />
    </WhenReady>
  )
}
