import { forbidden, notFound } from '@/platform/errors'
import { runFailedJobsAgain } from '@/platform/jobs/failed-jobs'
import { mayOperate, type By } from '../policy'
import type { FailedJobsInput } from '../schema'

/**
 * Puts a job that was given up back into the queue with all its tries, or all of them. Returns how many. Throws forbidden (403), not_found (404) when
 * there is no such job any more.
 */
export async function runJobAgain(by: By, { id }: FailedJobsInput): Promise<{ count: number }> {
  if (!mayOperate(by)) throw forbidden('Only admins and owners run jobs again')
  const count = await runFailedJobsAgain(id)
  if (count === 0 && id !== 'all') throw notFound('There is no such job any more: it was run again or dropped')
  return { count }
}
