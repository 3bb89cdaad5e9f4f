import { NewArticle } from '@/features/editor/ui/new-article.client'
import { UnsentWords } from '@/features/editor/ui/unsent-words.client'

/** The top of a page about one's lists: the ways to begin one, and what the browser keeps that the site may lack. */
export function ListsHead({ title, accountId }: { title: string; accountId: string }) {
  return (
    <>
      <div className="room-head">
        <h1>{title}</h1>
        <div className="row">
          <a className="btn" href="/admin/from-article">
            From an article
          </a>
          <NewArticle />
        </div>
      </div>
      <UnsentWords accountId={accountId} />
    </>
  )
}
