import { hasRole, type Someone } from '@/features/accounts/policy'

/** Brings a whole blog in, with its old addresses: whoever says where addresses lead. */
export const mayBringIn = (actor: Someone) => hasRole(actor, 'admin')

/** Takes the whole site out, drafts too. */
export const mayTakeOut = mayBringIn
