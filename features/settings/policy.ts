import { hasRole, type Someone } from '@/features/accounts/policy'

/** May see and change the settings of the site. */
export const mayChangeSettings = (actor: Someone) => hasRole(actor, 'admin')
