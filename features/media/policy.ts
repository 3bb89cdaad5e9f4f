import { isStaff, mayEditAny, type Someone } from '@/features/accounts/policy'

/** Media are shared by all lists: every writer sees and uses them, and adds those that a list needs. */
export const mayUseMedia = (actor: Someone) => isStaff(actor)

/** Changes its words, puts another picture in its place or deletes it: whoever uploaded it, and editors. */
export const mayChangeMedium = (actor: Someone, { uploadedById }: { uploadedById: string | null }) =>
  mayEditAny(actor) || (isStaff(actor) && uploadedById !== null && uploadedById === actor.account?.id)
