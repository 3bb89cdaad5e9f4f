import { hasRole, type Someone } from '@/features/accounts/policy'

/** Somebody on the site, or whoever has a shell on the machine. */
export type By = Someone | 'operator'

/** May see the jobs of the site, run those again that were given up, and drop them. */
export const mayOperate = (by: By) => by === 'operator' || hasRole(by, 'admin')
