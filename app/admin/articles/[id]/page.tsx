import type { Metadata } from 'next'
import { getEditor } from '@/features/editor/queries/editor'
import { Editor } from '@/features/editor/ui/editor.client'
import { WhenReady } from '@/ui/when-ready.client'
import { orNotFound, requireWriter } from '../../_studio/require-role'

export const instant = false
export const metadata: Metadata = { title: 'Edit' }

export default async function EditArticle({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const actor = await requireWriter(`/admin/articles/${id}`)
  return (
    <WhenReady>
      <Editor article={await orNotFound(getEditor(actor, id))} />
    </WhenReady>
  )
}
