import type { Db } from '@/platform/db'
import { forbidden, notFound, unauthorized } from '@/platform/errors'
import type { Actor } from '@/platform/http/request'
import { mayChangeMedium, mayUseMedia } from '../policy'

/** A medium that this writer may change. Throws unauthorized, not_found (also for whoever is no writer), or forbidden for somebody else’s. */
export async function loadMedium(db: Pick<Db, 'media'>, actor: Actor, id: string) {
  if (!actor.account) throw unauthorized()
  const medium = mayUseMedia(actor) ? await db.media.findUnique({ where: { id } }) : null
  if (!medium) throw notFound('There is no such picture: somebody may have deleted it')
  if (!mayChangeMedium(actor, medium)) throw forbidden('Somebody else added this picture: they change it, or an editor does')
  return medium
}
