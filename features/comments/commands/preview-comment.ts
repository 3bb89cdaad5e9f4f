import { getPublishedArticle } from '@/features/articles/queries/published-article'
import { limitNetwork } from '@/platform/http/rate-limit'
import type { Actor } from '@/platform/http/request'
import { checkComment } from './check-comment'
import { findTarget } from './find-target'
import { renderComment } from '../markdown'
import { previews } from '../rate-limits'
import type { PreviewInput } from '../schema'
import { findLinks } from '../queries/links'
import { findMentions } from '../queries/find-mentions'

/** How a comment would look there, as safe HTML. Throws not_found, invalid, gone, too_many. */
export async function previewComment(actor: Actor, { slug, body, parent }: PreviewInput): Promise<string> {
  await limitNetwork(previews, actor.ip)
  const { id: articleId } = await getPublishedArticle(slug)
  checkComment({ body })
  const { threadId } = await findTarget(articleId, { parent })
  const mentions = await findMentions({ articleId, threadId, body })
  const id = 'preview'
  const links = await findLinks([{ id, mentions }])
  return renderComment(body, { id, links: links.get(id) ?? null })
}
