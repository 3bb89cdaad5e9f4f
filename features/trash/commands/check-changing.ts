import { mayChangeRecord } from '@/features/records/policy'
import { getSiteSettings } from '@/features/settings/queries/site-settings'
import type { Tx } from '@/platform/db'
import { forbidden, unauthorized } from '@/platform/errors'
import type { Actor } from '@/platform/http/request'

/** The account of whoever may change shared records: who may moves them to the trash and back. Throws unauthorized (401) and forbidden (403). */
export async function accountOfRecords(tx: Tx, actor: Actor): Promise<{ id: string }> {
  if (!actor.account) throw unauthorized()
  if (!mayChangeRecord(actor, { authorsChange: (await getSiteSettings(tx))['authors-change-records'] }))
    throw forbidden('On this site editors change the shared records: ask one')
  return actor.account
}
