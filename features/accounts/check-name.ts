import { AppError, invalid } from '@/platform/errors'
import type { Role } from '@/platform/roles'
import { getStaffNames } from './queries/staff-names'
import { claimsOffice, isTaken } from './reserved-names'

/** Whose name it is to be: a new or a changed account's, or a guest's (null). */
export type Namesake = { id: string | null; role: Role } | null

/**
 * Refuses a name that is, or looks like, the name of somebody who writes here, and for readers also one that claims to speak for the site. Throws invalid (422),
 * with the message beside `name`.
 */
export async function refuseReservedName(name: string, whose: Namesake): Promise<void> {
  if (isTaken(name, await getStaffNames(whose?.id ?? null)))
    throw refused('Somebody who writes here has this name, or one that looks like it. Please choose another')
  if ((whose?.role ?? 'reader') === 'reader' && claimsOffice(name))
    throw refused('This name says that you speak for the site (staff, admin, moderator, owner, official). Please choose another')
}

const refused = (message: string): AppError => invalid(message, { name: message })
