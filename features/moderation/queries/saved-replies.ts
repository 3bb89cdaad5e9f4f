import { read, type Db } from '@/platform/db'
import { forbidden } from '@/platform/errors'
import type { Actor } from '@/platform/http/request'
import { mayDecide } from '../policy'
import { maxReplies } from '../schema'

export type SavedReply = { id: string; text: string }

/** The kept replies, the oldest first. Throws forbidden (403). */
export async function listReplies(actor: Actor, db: Db = read): Promise<SavedReply[]> {
  if (!mayDecide(actor)) throw forbidden('Only moderators see kept replies')
  return db.savedReply.findMany({ orderBy: { id: 'asc' }, take: maxReplies, select: { id: true, text: true } })
}
