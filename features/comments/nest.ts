import type { CommentView } from './view'

/** An answer to the first comment of a thread, with the answers to it and to those. */
export type Branch = {
  reply: CommentView
  below: CommentView[]
  /** The answer from which on the thread goes deeper than is shown here. */ deeper: { id: string; count: number } | null
}

/**
 * The replies of a thread, which stand in the order in which they were written, below what they answer: three levels with the first comment, as many as can be read on a phone.
 * What is deeper is left out where there is another page for it (`isAlone` is that page); there it stands on the third level and says whom it answers.
 */
export function nest(replies: CommentView[], { isAlone }: { isAlone: boolean }): Branch[] {
  const branches = new Map<string, Branch>()
  // The branch of each reply, and how deep in it the reply stands.
  const places = new Map<string, { branch: Branch; depth: number; under: string }>()
  for (const reply of replies) {
    const parent = reply.inReplyTo && places.get(reply.inReplyTo.id)
    if (!parent) {
      const branch: Branch = { reply, below: [], deeper: null }
      branches.set(reply.id, branch)
      places.set(reply.id, { branch, depth: 0, under: reply.id })
      continue
    }
    const { branch } = parent
    const depth = parent.depth + 1
    const isShown = depth === 1 || isAlone
    places.set(reply.id, { branch, depth, under: isShown ? reply.id : parent.under })
    if (isShown) branch.below.push(reply)
    else branch.deeper = { id: branch.deeper?.id ?? parent.under, count: (branch.deeper?.count ?? 0) + 1 }
  }
  return [...branches.values()]
}
