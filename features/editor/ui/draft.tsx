import { inLanguage } from '@/features/articles/document/languages'
import { renderProse } from '@/features/articles/markdown'
import type { ArticlePage } from '@/features/articles/queries/article-page'
import { AuthorBox } from '@/features/articles/ui/after-list'
import { Entries } from '@/features/articles/ui/entries'
import { Hero } from '@/features/articles/ui/hero'
import { Rail } from '@/features/articles/ui/rail'
import { textSheet } from '@/features/media/document/text-sheet'

/** A draft in the readers' layout, without votes and comments. */
export const Draft = ({ article }: { article: ArticlePage }) => (
  <main id="main">
    <DraftParts article={article} />
  </main>
)

/** What is in its main part. `linked`: whether headings of entries lead to their pages, which an unpublished list does not have. */
export function DraftParts({ article, linked }: { article: ArticlePage; linked?: boolean }) {
  const { intro, outro } = article.prose
  const words = inLanguage(article.document.language)
  return (
    <>
      <Hero article={article} />
      <div className="list">
        {article.total > 1 ? <Rail article={article} /> : null}
        {article.prose.needsSheet ? <link rel="stylesheet" href={textSheet} /> : null}
        {intro ? (
          <div className="intro" id="intro">
            <div className="prose" {...words} dangerouslySetInnerHTML={{ __html: intro }} />
          </div>
        ) : null}
        <Entries article={article} linked={linked} after={() => null} />
        {outro ? (
          <div className="outro" id="outro">
            <div className="prose" {...words} dangerouslySetInnerHTML={{ __html: outro }} />
          </div>
        ) : null}
        <AuthorBox authors={article.authors} bios={new Map(article.authors.map(({ id, bio }) => [id, renderProse(bio, 2, id)]))} />
      </div>
    </>
  )
}
