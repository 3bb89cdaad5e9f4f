import { inStudio } from '@/features/articles/policy'
import { read, type Db } from '@/platform/db'
import type { Actor } from '@/platform/http/request'

/** A note that this writer took part in, and that somebody else has answered since. */
export type AnsweredNote = { noteId: string; articleId: string; title: string; who: string | null; words: string; at: Date }

/** Of so many of their latest acts the notes are looked at. */
const looked = 100
const most = 5

/** Open notes whose last word is somebody else's answer to this writer, the latest first. */
export async function listAnsweredNotes(actor: Actor, db: Db = read): Promise<AnsweredNote[]> {
  const me = actor.account?.id
  if (!me) return []
  const acts = await db.noteAct.findMany({ where: { accountId: me }, orderBy: { id: 'desc' }, take: looked, select: { noteId: true } })
  const notes = await db.note.findMany({
    where: { id: { in: [...new Set(acts.map(({ noteId }) => noteId))] }, open: true, article: inStudio(actor) },
    select: {
      id: true,
      article: { select: { id: true, title: true } },
      acts: {
        orderBy: { id: 'desc' },
        take: 1,
        select: { id: true, kind: true, accountId: true, words: true, createdAt: true, account: { select: { name: true } } },
      },
    },
  })
  return notes
    .flatMap(({ id, article, acts: [last] }) => (last && last.kind === 'answered' && last.accountId !== me ? [{ id, article, last }] : []))
    .sort((one, other) => (one.last.id < other.last.id ? 1 : -1))
    .slice(0, most)
    .map(({ id, article, last }) => ({
      noteId: id,
      articleId: article.id,
      title: article.title,
      who: last.account?.name ?? null,
      words: last.words,
      at: last.createdAt,
    }))
}
