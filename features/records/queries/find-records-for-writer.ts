import { isStaff } from '@/features/accounts/policy'
import { read } from '@/platform/db'
import { forbidden } from '@/platform/errors'
import type { Actor } from '@/platform/http/request'
import type { RecordKind } from '../schema'
import { findRecordsByName, type FoundRecord } from './find-records-by-name'

/** The look-up of the studio; writers only. */
export async function findRecordsForWriter(actor: Actor, { text, kinds }: { text: string; kinds?: RecordKind[] }): Promise<FoundRecord[]> {
  if (!isStaff(actor)) throw forbidden()
  return findRecordsByName(read, text, { kinds })
}
