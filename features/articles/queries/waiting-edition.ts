import { read } from '@/platform/db'
import { publicationKey } from '../jobs'

/** An edition that waits for its time. Its words are those of the draft's version `ofVersion`, and stay so. */
export type WaitingEdition = {
  editionId: string
  number: number
  /** When it goes live, ISO. */
  at: string
  ofVersion: number
  /** Who ordered it, by name: “You”; null is the command line, '' somebody who has left. */
  by: string | null
}

/** The edition of a list that waits for its time, as this account reads of it. */
export async function findWaiting(articleId: string, viewer: string): Promise<WaitingEdition | null> {
  const edition = await read.edition.findFirst({
    where: { articleId, liveAt: null, cancelledAt: null },
    select: { id: true, number: true, publishAt: true, ofVersion: true, createdById: true },
  })
  if (!edition) return null
  const job = await read.job.findUnique({ where: { key: publicationKey(articleId) }, select: { payload: true } })
  const { by = edition.createdById } = (job?.payload ?? {}) as { by?: string | null }
  const account = by !== null && by !== viewer ? await read.account.findUnique({ where: { id: by }, select: { name: true } }) : null
  const { id, number, publishAt, ofVersion } = edition
  return { editionId: id, number, at: publishAt.toISOString(), ofVersion, by: by === null ? null : by === viewer ? 'You' : (account?.name ?? '') }
}
