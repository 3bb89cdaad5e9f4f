import type { Comment } from 'schema-dts'
import { withoutSpoilers } from '@/platform/text/spoilers'
import type { CommentView, ThreadView } from '@/features/comments/view'

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

/** The words of our own HTML, but for those that it hides. */
const textOf = (html: string) =>
  withoutSpoilers(html)
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) =>
      hex ? String.fromCodePoint(parseInt(hex, 16)) : decimal ? String.fromCodePoint(Number(decimal)) : ((name && named[name]) ?? whole),
    )
    .replace(/\s+/g, ' ')
    .trim()

/** `2026-11-20T14:05:09Z`: thousandths of a second are chance, which does not compress. */
const toSeconds = (iso: string) => `${iso.slice(0, 19)}Z`

function commentLd(comment: CommentView, url: string): Comment | null {
  if (comment.state !== 'visible') return null
  return {
    '@type': 'Comment',
    '@id': `${url}#comment-${comment.id}`,
    url: `${url}#comment-${comment.id}`,
    text: textOf(comment.html),
    dateCreated: toSeconds(comment.createdAt),
    dateModified: comment.editedAt ? toSeconds(comment.editedAt) : undefined,
    author: { '@type': 'Person', name: comment.name },
  }
}

/** A comment with its replies inside it. Where the first was taken away its replies go with it: here there is nobody to answer. */
export function threadLd({ first, replies }: Pick<ThreadView, 'first' | 'replies'>, url: string): Comment | null {
  const comment = commentLd(first, url)
  const below = replies.flatMap((reply) => commentLd(reply, url) ?? [])
  return comment && below.length > 0 ? { ...(comment as Exclude<Comment, string>), comment: below } : comment
}
