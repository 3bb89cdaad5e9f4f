import { forbidden, notFound } from '@/platform/errors'
import { dropFailedJobs } from '@/platform/jobs/failed-jobs'
import { mayOperate, type By } from '../policy'
import type { FailedJobsInput } from '../schema'

/**
 * Forgets a job that was given up, or all of them: what they were to do is never done. Returns how many. Throws forbidden (403), not_found (404) when
 * there is no such job any more.
 */
export async function dropJob(by: By, { id }: FailedJobsInput): Promise<{ count: number }> {
  if (!mayOperate(by)) throw forbidden('Only admins and owners drop jobs')
  const count = await dropFailedJobs(id)
  if (count === 0 && id !== 'all') throw notFound('There is no such job any more: it was run again or dropped')
  return { count }
}
