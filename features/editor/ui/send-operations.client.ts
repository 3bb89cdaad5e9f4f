'use client'

import type { Operation } from '@/features/articles/document/operations'
import { emptyDocument, type ListDocument } from '@/features/articles/schema'
import type { FoundRecord } from '@/features/records/queries/find-records-by-name'
import { sentBefore, type Base, type ServerLog, type Session } from '../document/session'
import type { Keeper } from './kept-sessions.client'

/** `savedAt` is null when nothing was looked at. */
type Answer = ServerLog & { savedAt: string | null; records?: FoundRecord[]; refused: { id: string; message: string }[] }
type Newer = Base & { document: ListDocument; savedAt: string; known?: string[] }
/** What came of operations that were sent. `again`: trying again may help. `closed`: this account may not write in this list, or nobody may. */
export type Sent = { is: 'answer'; value: Answer } | { is: 'newer'; value: Newer } | ({ is: 'failed' } & Failed)
type Failed = { message: string; again: boolean; signIn?: boolean; closed?: boolean }

/** What operations were made on, and what else waits. */
type SentFrom = Base & Pick<Session, 'waiting' | 'sent'>
type Asked = { operations: Operation[]; sent?: string[] }

const unreachable = 'the site cannot be reached'
/** A connection may die without a word; what is sent twice is done once. */
const givenUpAfterMs = 30_000

/**
 * Sends operations that were made on a version. Of a request that the site refuses whole, fewer are sent, until it is known which one it does not take: that one is
 * answered as refused, and the others can go. `keepalive`: the browser sends them to their end although the page goes.
 */
export async function sendOperations(of: Keeper, from: SentFrom, operations: Operation[], keepalive = false): Promise<Sent> {
  const sent = await send(of, from, { operations }, keepalive)
  // Others of what waits may have reached the site without an answer: then they are in that draft already, and must not be put over it again.
  const others = sent.is === 'newer' ? sentBefore(from) : []
  return others.every((id) => operations.some((one) => one.id === id)) ? sent : send(of, from, { operations: [], sent: others })
}

async function send({ articleId, accountId: account }: Keeper, from: SentFrom, asked: Asked, keepalive = false): Promise<Sent> {
  const { operations } = asked
  const body = JSON.stringify({ account, base: from.version, madeBy: from.madeBy, ...asked })
  const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body, keepalive }
  try {
    const response = await fetch(`/api/studio/articles/${articleId}/draft/operations`, { ...request, signal: AbortSignal.timeout?.(givenUpAfterMs) })
    const answer: unknown = await response.json()
    if (response.ok) return { is: 'answer', value: answer as Answer }
    const { message, data, fields = {} } = (answer as { error: { message: string; data?: Newer; fields?: Record<string, string> } }).error
    const { status } = response
    if (status === 409 && data) return { is: 'newer', value: { ...data, document: asOfThisProgram(data.document) } }
    const isOfOne = status === 413 || (status === 422 && Object.keys(fields).some((path) => path.startsWith('operations')))
    if (isOfOne && operations.length > 1)
      return sendOperations({ articleId, accountId: account }, from, operations.slice(0, Math.ceil(operations.length / 2)), keepalive)
    if (isOfOne && operations.length === 1)
      return { is: 'answer', value: { version: from.version, log: [], savedAt: null, refused: [{ id: operations[0]!.id, message }] } }
    // What is refused for good: no such list (any more), a role that is gone, a list in the trash.
    const closed = [403, 404, 409].includes(status)
    return { is: 'failed', message, again: status >= 500 || status === 429 || status === 401, signIn: status === 401, closed }
  } catch {
    return { is: 'failed', message: unreachable, again: true }
  }
}

/** While another program takes the place of an older one, that one may answer, with a document that lacks fields which are newer. */
const asOfThisProgram = (document: ListDocument): ListDocument => {
  const blank = emptyDocument()
  return { ...blank, ...document, format: blank.format }
}
