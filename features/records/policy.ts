import { isStaff, type Someone } from '@/features/accounts/policy'

/** Records are shared by all lists, so every writer makes and changes them, and sees them in the studio. */
export const maySaveRecord = (actor: Someone) => isStaff(actor)
