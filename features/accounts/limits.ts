import type { Role } from '@/platform/roles'

/** Words and limits that pages show. Without shapes: what checks input (zod) is then not sent to browsers. */

/** What each role is called, and what it may, as people are told. */
export const roleWords: Readonly<Record<Role, { name: string; as: string; may: string }>> = {
  reader: { name: 'Reader', as: 'a reader', may: 'Reads, votes and comments.' },
  author: { name: 'Author', as: 'an author', may: 'Authors write lists of their own.' },
  editor: { name: 'Editor', as: 'an editor', may: 'Editors write, change and publish every list, review, and decide about comments and votes.' },
  admin: { name: 'Admin', as: 'an admin', may: 'Admins do what editors do, invite people, and change the settings of the site.' },
  owner: { name: 'Owner', as: 'an owner', may: 'Owners may do everything, and make other owners.' },
}

/** How many days a link that gives a role may last. */
export const invitationDays = [1, 7, 30] as const
export const invitationLimits = { note: 80, live: 100 } as const
