import { hasRole, type Someone } from '@/features/accounts/policy'
import type { SiteValues } from './schema'

/** May see and change the settings of the site. */
export const mayChangeSettings = (actor: Someone) => hasRole(actor, 'admin')

/** Who may take part in a list now: everyone, those with an account, or nobody, because its time is over or because the site has it so. */
export type OpenTo = 'everyone' | 'accounts' | 'over' | 'off'

/** `days`: how long after its first publication a list is open; null: for ever. */
export function openTo({ who, days }: { who: SiteValues['commenters']; days: number | null }, publishedAt: Date, now: Date): OpenTo {
  if (who === 'nobody') return 'off'
  return days !== null && now.getTime() >= publishedAt.getTime() + days * 86_400_000 ? 'over' : who
}
