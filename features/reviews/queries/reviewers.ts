import { read, type Db } from '@/platform/db'
import { roles } from '@/platform/roles'
import { mayReview } from '../policy'

/** The roles that `mayReview` lets review; a second factor is asked of those who come in. */
export const reviewingRoles = roles.filter((role) => mayReview({ account: { id: '', role, lacksSecondFactor: false } }))

/** Whoever can be asked for a review, by name. */
export const listReviewers = (db: Db = read): Promise<{ id: string; name: string }[]> =>
  db.account.findMany({
    where: { role: { in: reviewingRoles }, suspendedAt: null, confirmedAt: { not: null } },
    select: { id: true, name: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: 500,
  })
