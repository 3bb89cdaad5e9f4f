import { conflict } from '@/platform/errors'

/** Why nothing can be done with a list that is in the trash. Without data: an editor takes data of a conflict for a newer draft. */
export const refusedInTrash = () => conflict('This list is in the trash. Restore it first')
