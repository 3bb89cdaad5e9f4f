import { drawnInPage } from '@/features/artwork/cover/cover'
import { getDraftPage } from '@/features/editor/queries/draft-page'
import { Draft } from '@/features/editor/ui/draft'
import { studioPage } from '../../../../../admin/_studio/studio-page'

export const instant = false

/** A draft, or one of its editions, made by the components that make the readers' page. */
export default studioPage({ path: (param) => `/admin/articles/${param('id')}/preview`, bare: true }, async ({ actor, param, query }) => {
  const { article, coverData, picture } = await getDraftPage(actor, param('id'), query('edition') || undefined)
  return (
    <>
      <aside className="preview-strip" aria-label="Preview">
        <b>{query('edition') ? 'An earlier edition' : 'Preview of the draft'}</b> <span>Only writers see this page.</span>
        <a href={`/admin/articles/${param('id')}`}>Back to the editor</a>
      </aside>
      <Draft article={{ ...article, cover: { ...drawnInPage(coverData), picture } }} />
    </>
  )
})
