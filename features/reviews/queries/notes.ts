import { visibleTo } from '@/features/articles/policy'
import { read } from '@/platform/db'
import { notFound } from '@/platform/errors'
import type { Actor } from '@/platform/http/request'

/** One thing that was done to a note. `who` is null when the account is gone. */
export type NoteAct = { id: string; kind: 'written' | 'answered' | 'resolved' | 'reopened'; words: string; who: string | null; at: string }

/** `place`: `list`, `section:ID`, `entry:ID`; `about`: the heading of that part when the note was written. */
export type NoteView = { id: string; place: string; field: string | null; about: string; open: boolean; acts: NoteAct[] }

/** The notes of a list, those that were written first first. Throws “not found” for a list of somebody else's. */
export async function listNotes(actor: Actor, articleId: string): Promise<NoteView[]> {
  const article = await read.article.findFirst({ where: { AND: [{ id: articleId }, visibleTo(actor)] }, select: { id: true } })
  if (!article) throw notFound('There is no such list, or it is not yours')
  const notes = await read.note.findMany({
    where: { articleId },
    orderBy: { id: 'asc' },
    select: {
      id: true,
      place: true,
      field: true,
      about: true,
      open: true,
      acts: { orderBy: { id: 'asc' }, select: { id: true, kind: true, words: true, createdAt: true, account: { select: { name: true } } } },
    },
  })
  return notes.map(({ acts, ...note }) => ({
    ...note,
    acts: acts.map(({ account, createdAt, ...act }) => ({ ...act, who: account?.name ?? null, at: createdAt.toISOString() })),
  }))
}
