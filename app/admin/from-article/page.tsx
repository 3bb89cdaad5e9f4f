import type { Metadata } from 'next'
import { FromArticle } from '@/features/content-files/ui/from-article.client'
import { studioPage } from '../_studio/studio-page'

export const instant = false
export const metadata: Metadata = { title: 'A list from an article' }

export default studioPage({ path: () => '/admin/from-article', current: '/admin', wide: true }, async ({ actor }) => (
  <>
    <p className="crumb">
      <a href="/admin">Lists</a> /
    </p>
    <h1>A list from an article</h1>
    <FromArticle writer={actor.account!.id} />
  </>
))
