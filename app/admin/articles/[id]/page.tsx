import type { Metadata } from 'next'
import { getEditor } from '@/features/editor/queries/editor'
import { Editor } from '@/features/editor/ui/editor.client'
import { KeptWords } from '@/features/editor/ui/kept-words.client'
import { WhenReady } from '@/ui/when-ready.client'
import { studioPage } from '../../_studio/studio-page'

export const instant = false
export const metadata: Metadata = { title: 'Edit' }

export default studioPage(
  {
    path: (param) => `/admin/articles/${param('id')}`,
    bare: true,
    besides: (accountId, param) => <KeptWords accountId={accountId} articleId={param('id')} />,
  },
  async ({ actor, param }) => (
    <WhenReady>
      <Editor article={await getEditor(actor, param('id'))} />
    </WhenReady>
  ),
)
