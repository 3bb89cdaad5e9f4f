import type { DirectPost } from '@/platform/bridge'
import { POST as postComment } from './api/articles/[slug]/comments/route'
import { POST as endMailing } from './api/unsubscribe/[token]/route'
import { POST as castVote } from './api/articles/[slug]/vote/route'
import { POST as heartComment } from './api/comments/[id]/heart/route'

const handlers = { vote: castVote, comments: postComment }
const pattern = /^\/api\/articles\/([^/]+)\/(vote|comments)$/
const heartPattern = /^\/api\/comments\/([^/]+)\/heart$/
/** The address of a page, which mail programs post to as well (RFC 8058). */
const unsubscribePattern = /^\/unsubscribe\/([^/]+)$/

/** The busiest posts (votes, comments and hearts), and one that is posted to a page's own address: the server calls their handlers directly, without Next's router. */
export function findDirectPost(path: string): DirectPost | null {
  const [, id] = heartPattern.exec(path) ?? []
  if (id !== undefined) return (request) => heartComment(request, { params: Promise.resolve({ id: decodeURIComponent(id) }) })
  const [, token] = unsubscribePattern.exec(path) ?? []
  if (token !== undefined) return (request) => endMailing(request, { params: Promise.resolve({ token: decodeURIComponent(token) }) })
  const match = pattern.exec(path)
  if (!match) return null
  const [, slug = '', what] = match
  const handler = handlers[what as keyof typeof handlers]
  return (request) => handler(request, { params: Promise.resolve({ slug: decodeURIComponent(slug) }) })
}
