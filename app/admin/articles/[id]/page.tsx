import type { Metadata } from 'next'
import { getDesk } from '@/features/articles/queries/desk'
import { Desk } from '@/features/articles/ui/desk/desk.client'
import { WhenReady } from '@/ui/when-ready.client'
import { orNotFound, requireWriter } from '../../_studio/gate'

export const instant = false
export const metadata: Metadata = { title: 'Edit' }

export default async function EditArticle({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const actor = await requireWriter(`/admin/articles/${id}`)
  return (
    <WhenReady>
      <Desk desk={await orNotFound(getDesk(actor, id))} />
    </WhenReady>
  )
}
