import type { Metadata } from 'next'
import { listJobs } from '@/features/operations/queries/jobs'
import { FailedJobs } from '@/features/operations/ui/failed-jobs.client'
import { WaitingJobs } from '@/features/operations/ui/waiting-jobs'
import { minuteText } from '@/ui/time'
import { requireOperator } from '../_studio/require-role'
import { StudioShell } from '../_studio/shell'

export const instant = false
export const metadata: Metadata = { title: 'Jobs' }

export default async function Jobs() {
  const actor = await requireOperator('/admin/jobs')
  const { failed, failedCount, waiting, waitingCount } = await listJobs(actor)
  return (
    <StudioShell current="/admin/jobs" actor={actor}>
      <h1>Jobs</h1>
      <p className="soft">
        Work that the site does after an act or at its time: mails, scheduled publications, tidying up. What fails is tried again with growing pauses; after the
        last try it is given up and stays here.
      </p>
      <FailedJobs
        count={failedCount}
        jobs={failed.map(({ id, words, attempts, error, failedAt, createdAt }) => ({
          id,
          words,
          error,
          facts: [`given up ${minuteText(failedAt)}`, attempts === 1 ? 'tried once' : `tried ${attempts} times`, `asked for ${minuteText(createdAt)}`],
        }))}
      />
      <WaitingJobs jobs={waiting} count={waitingCount} />
    </StudioShell>
  )
}
