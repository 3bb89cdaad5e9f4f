import { hasRole, mayModerate, type Someone } from '@/features/accounts/policy'
import type { Role } from '@/platform/roles'

/** May see what waits and what was reported, and decide about it. */
export const mayDecide = mayModerate

/** About a comment of whoever writes here somebody of their role or a higher one decides, and never they themselves; except the owner, above whom nobody is. */
export const mayDecideAbout = (actor: Someone, writer: { id: string; role: Role } | null): boolean =>
  writer === null || writer.role === 'reader' || (hasRole(actor, writer.role) && (writer.id !== actor.account?.id || writer.role === 'owner'))

/** Readers and guests can be banned; accounts of those who write here are suspended. */
export const mayBan = (account: { role: Role } | null): boolean => account === null || account.role === 'reader'

/** Whether readers see a list, and so what is said below it. */
export const isRead = ({ state, trashedAt }: { state: string; trashedAt: Date | null }): boolean => state === 'published' && trashedAt === null

/** Whoever can read a comment may report it; one's own is deleted, not reported. */
export const mayReport = ({ state, readerId }: { state: string; readerId: string }, reporterId: string | null): boolean =>
  state === 'visible' && readerId !== reporterId

/** Whoever wrote a comment may ask for another look at what was decided about it. */
export const mayAppeal = ({ readerId, state }: { readerId: string; state: string }, ownId: string | null): boolean => readerId === ownId && state !== 'deleted'
