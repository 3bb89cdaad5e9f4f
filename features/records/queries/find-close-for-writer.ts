import { isStaff } from '@/features/accounts/policy'
import { read } from '@/platform/db'
import { forbidden } from '@/platform/errors'
import type { Actor } from '@/platform/http/request'
import type { RecordKind } from '../schema'
import { findCloseRecords, type CloseRecord } from './find-close-records'

/** What there is already under a name like these; writers only. */
export async function findCloseForWriter(actor: Actor, wanted: { kind: RecordKind; names: string[] }): Promise<CloseRecord[]> {
  if (!isStaff(actor)) throw forbidden()
  return findCloseRecords(read, wanted)
}
