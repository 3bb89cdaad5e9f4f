'use client'

import type { Operation } from '@/features/articles/document/operations'
import type { ListDocument } from '@/features/articles/schema'
import type { FoundRecord } from '@/features/records/queries/find-records-by-name'
import type { ServerLog } from '../document/session'
import type { Keeper } from './kept-sessions.client'

type Answer = ServerLog & { savedAt: string; records?: FoundRecord[]; refused: { id: string; message: string }[] }
type Newer = { version: number; document: ListDocument; savedAt: string; known?: string[] }
/** What came of operations that were sent. `again`: trying again may help. */
export type Sent = { is: 'answer'; value: Answer } | { is: 'newer'; value: Newer } | { is: 'failed'; message: string; again: boolean; signIn?: boolean }

const unreachable = 'the site cannot be reached'

/** Sends operations that were made on a version. `keepalive`: the browser sends them to their end although the page goes. */
export async function sendOperations({ articleId, accountId: account }: Keeper, base: number, operations: Operation[], keepalive = false): Promise<Sent> {
  const body = JSON.stringify({ account, base, operations })
  const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body, keepalive }
  try {
    const response = await fetch(`/api/studio/articles/${articleId}/draft/operations`, request)
    const answer: unknown = await response.json()
    if (response.ok) return { is: 'answer', value: answer as Answer }
    const { message, data } = (answer as { error: { message: string; data?: Newer } }).error
    const { status } = response
    if (status === 409 && data) return { is: 'newer', value: data }
    // What is refused for good: no such list (any more), a role that is gone, a list in the trash.
    return { is: 'failed', message, again: status >= 500 || status === 429 || status === 401, signIn: status === 401 }
  } catch {
    return { is: 'failed', message: unreachable, again: true }
  }
}
