import { read } from '@/platform/db'
import { gone, invalid } from '@/platform/errors'
import { mayAnswer } from '../policy'

const entrySelect = { id: true, slug: true, heading: true, number: true } as const
type Entry = { id: string; slug: string; heading: string; number: number }

export type Target = { entry: Entry | null; parentId: string | null; threadId: string | null }

export const parentIsGone = () => gone('The comment that you answer has been removed. Your words are still here.')

/** What a comment is about and what it answers; a reply is about what its thread is about. Throws invalid, gone. */
export async function findTarget(articleId: string, { entry, parent }: { entry?: string; parent?: string }): Promise<Target> {
  if (parent) {
    const select = { articleId: true, threadId: true, state: true, entry: { select: entrySelect } } as const
    const answered = await read.comment.findUnique({ where: { id: parent }, select })
    if (!answered || answered.articleId !== articleId) throw invalid('The comment that you answer is not in this conversation')
    if (!mayAnswer(answered)) throw parentIsGone()
    return { entry: answered.entry, parentId: parent, threadId: answered.threadId }
  }
  if (!entry) return { entry: null, parentId: null, threadId: null }
  const found = await read.entrySlug.findUnique({ where: { articleId_slug: { articleId, slug: entry } }, select: { entry: { select: entrySelect } } })
  if (!found) throw invalid('This list has no such entry', { entry: 'This list has no such entry' })
  return { entry: found.entry, parentId: null, threadId: null }
}
