import { currentTime } from '@/platform/clock'
import { forbidden } from '@/platform/errors'
import type { Actor } from '@/platform/http/request'
import type { Commenting } from '@/features/settings/queries/site'
import { talkOf, type TalkPlace } from '../policy'

/** Throws forbidden where the site does not let this reader comment on a list. */
export function refuseClosed(actor: Actor, rules: Commenting, list: TalkPlace): void {
  const talk = talkOf(rules, list, currentTime())
  if (talk === 'off') throw forbidden('Comments are off on this site. Copy your words if you want to keep them')
  if (talk === 'over') throw forbidden('Comments on this list are closed now. Copy your words if you want to keep them')
  if (talk === 'accounts' && !actor.account) throw forbidden('Only readers with an account comment here: sign in, your words are still here')
}
