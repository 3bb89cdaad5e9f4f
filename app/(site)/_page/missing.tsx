import { listArticles } from '@/features/articles/queries/cards'
import { CardGrid } from '@/features/articles/ui/card'
import { Fail } from '@/ui/notice'
import '@/ui/styles/fail.css'
import '@/features/articles/ui/cards.css'

/** The “not found” page: possible reasons, links to other pages, and the newest lists. */
export async function Missing() {
  const { items } = await listArticles({ size: 3 })
  return (
    <Fail code="404" title="Nothing is playing here">
      <p>The address may have a slip in it, or what was here has been taken down. Nothing is wrong on your side.</p>
      <p>
        <a href="/search">Search</a> may find it. <a href="/">The front page</a>, <a href="/articles">all lists</a>, <a href="/people">the people in them</a>{' '}
        and <a href="/places">the places</a> are where they always were.
      </p>
      {items.length > 0 ? (
        <section className="related" aria-labelledby="newest">
          <h2 id="newest">The newest lists</h2>
          <CardGrid cards={items} look="tight" />
        </section>
      ) : null}
    </Fail>
  )
}
