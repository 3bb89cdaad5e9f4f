import { renderProse } from '@/features/articles/markdown'
import type { ArticlePage } from '@/features/articles/queries/article-page'
import { AuthorBox } from '@/features/articles/ui/after-list'
import { Entries } from '@/features/articles/ui/entries'
import { Hero } from '@/features/articles/ui/hero'
import { Rail } from '@/features/articles/ui/rail'

/** A draft in the readers' layout, without votes and comments. */
export function Draft({ article }: { article: ArticlePage }) {
  const { intro, outro } = article.prose
  return (
    <main id="main">
      <Hero article={article} />
      <div className="list">
        {article.total > 1 ? <Rail article={article} /> : null}
        {intro ? (
          <div className="intro" id="intro">
            <div className="prose" dangerouslySetInnerHTML={{ __html: intro }} />
          </div>
        ) : null}
        <Entries article={article} after={() => null} />
        {outro ? (
          <div className="outro" id="outro">
            <div className="prose" dangerouslySetInnerHTML={{ __html: outro }} />
          </div>
        ) : null}
        <AuthorBox authors={article.authors} bios={new Map(article.authors.map(({ id, bio }) => [id, renderProse(bio, 2, id)]))} />
      </div>
    </main>
  )
}
