import type { DirectPost } from '@/platform/bridge'
import { POST as postComment } from './api/articles/[slug]/comments/route'
import { POST as castVote } from './api/articles/[slug]/vote/route'

const handlers = { vote: castVote, comments: postComment }
const pattern = /^\/api\/articles\/([^/]+)\/(vote|comments)$/

/** The busiest posts (votes and comments): the server calls their handlers directly, without Next's router. */
export function findDirectPost(path: string): DirectPost | null {
  const match = pattern.exec(path)
  if (!match) return null
  const [, slug = '', what] = match
  const handler = handlers[what as keyof typeof handlers]
  return (request) => handler(request, { params: Promise.resolve({ slug: decodeURIComponent(slug) }) })
}
