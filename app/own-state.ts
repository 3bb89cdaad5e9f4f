import { actorOf } from '@/features/accounts/auth'
import { hasRole, mustSetUpSecondFactor } from '@/features/accounts/policy'
import { saidIn } from '@/features/accounts/said'
import { roles } from '@/platform/roles'
import type { OwnRequest, OwnState } from '@/platform/bridge'
import { escapeHtml } from '@/platform/text/html'
import type { Actor } from '@/platform/http/request'

type Provider = (actor: Actor, names: string[]) => Promise<OwnState>

/**
 * The viewer's own state on a page. One query finds the actor; then all features are asked together for the
 * states that the page noted. A forged or ended session counts as a guest.
 */
export async function ownStateOf({ cookie, names }: OwnRequest, providers: Provider[]): Promise<OwnState> {
  const headers = new Headers({ cookie })
  const actor = await actorOf(headers)
  const states = await Promise.all(providers.map((provider) => provider(actor, names)))
  const on = states.flatMap((state) => state.on)
  const slots = Object.assign({}, ...states.map((state) => state.slots)) as Record<string, string>
  if (actor.account) {
    on.push('signed-in', ...roles.slice(1).flatMap((role) => (hasRole(actor, role) ? [`role:${role}`] : [])))
    // Their link to the studio leads to setting it up.
    if (mustSetUpSecondFactor(actor)) on.push('role:author')
    const said = saidIn(headers)
    if (said) slots.said = `<div class="notice good" role="status">${escapeHtml(said)}</div>`
    slots['account-name'] = escapeHtml(actor.account.name)
  } else on.push('signed-out')
  return { on, slots }
}
