import { isStaff, mayEditAny, type Someone } from '@/features/accounts/policy'

/** Records are shared by all lists, so every writer sees them in the studio, and adds those that a list needs. */
export const mayAddRecord = (actor: Someone) => isStaff(actor)

/** Those that exist are shown in every list that names them: editors change them, and authors where the site lets them. */
export const mayChangeRecord = (actor: Someone, { authorsChange }: { authorsChange: boolean }) => mayEditAny(actor) || (authorsChange && isStaff(actor))
