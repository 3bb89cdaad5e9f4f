import { NewArticle } from '@/features/editor/ui/new-article.client'
import { mayBringIn } from '@/features/content-files/policy'
import type { Actor } from '@/platform/http/request'
import { UnsentWords } from '@/features/editor/ui/unsent-words.client'

/** The top of a page about one's lists: the ways to begin one, and what the browser keeps that the site may lack. */
export function ListsHead({ title, actor }: { title: string; actor: Actor }) {
  return (
    <>
      <div className="room-head">
        <h1>{title}</h1>
        <div className="row">
          {mayBringIn(actor) ? (
            <a className="btn" href="/admin/import">
              Import…
            </a>
          ) : null}
          <a className="btn" href="/admin/from-article">
            From an article
          </a>
          <NewArticle />
        </div>
      </div>
      <UnsentWords accountId={actor.account!.id} />
    </>
  )
}
