import { getSiteSettings } from '@/features/settings/queries/site-settings'
import type { Db } from '@/platform/db'
import { forbidden, unauthorized } from '@/platform/errors'
import type { Actor } from '@/platform/http/request'
import { mayChangeRecord } from '../policy'

/** The account of whoever may change shared records: who may merge them, and move them to the trash and back. Throws unauthorized (401) and forbidden (403). */
export async function accountOfChange(db: Db, actor: Actor): Promise<{ id: string }> {
  if (!actor.account) throw unauthorized()
  if (!mayChangeRecord(actor, { authorsChange: (await getSiteSettings(db))['authors-change-records'] }))
    throw forbidden('On this site editors change the shared records: ask one')
  return actor.account
}
