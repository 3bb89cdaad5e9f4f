import type { Metadata } from 'next'
import { listTrash } from '@/features/trash/queries/trash'
import { readPlace } from '@/features/trash/schema'
import { TrashRows } from '@/features/trash/ui/trash-rows.client'
import { Pager } from '@/ui/pager'
import { studioPage } from '../_studio/studio-page'

export const instant = false
export const metadata: Metadata = { title: 'Trash' }

export default studioPage({ path: () => '/admin/trash', current: '/admin/trash' }, async ({ actor, query }) => {
  const after = readPlace(query('after'))
  const { rows, next } = await listTrash(actor, after)
  return (
    <>
      <TrashRows rows={rows} empty={after ? 'Nothing older is in the trash.' : 'The trash is empty.'} />
      <Pager previous={after ? '/admin/trash' : null} next={next ? `/admin/trash?after=${next}` : null} />
    </>
  )
})
