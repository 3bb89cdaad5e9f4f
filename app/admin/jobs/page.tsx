import type { Metadata } from 'next'
import { mayOperate } from '@/features/operations/policy'
import { listJobs } from '@/features/operations/queries/jobs'
import { FailedJobs } from '@/features/operations/ui/failed-jobs.client'
import { WaitingJobs } from '@/features/operations/ui/waiting-jobs'
import { Fail } from '@/ui/notice'
import { studioPage } from '../_studio/studio-page'

export const instant = false
export const metadata: Metadata = { title: 'Jobs' }

const refused = (
  <Fail code="403" title="Jobs are for admins and owners">
    <p>Here whoever runs this site sees what failed. To see it too, ask an owner to make you an admin.</p>
    <p>
      <a href="/">To the front page</a> or <a href="/account">to your account</a>
    </p>
  </Fail>
)

export default studioPage({ path: () => '/admin/jobs', may: mayOperate, refused, current: '/admin/jobs' }, async ({ actor }) => {
  const { failed, failedCount, waiting, waitingCount } = await listJobs(actor)
  return (
    <>
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
          attempts,
          failedAt,
          createdAt,
        }))}
      />
      <WaitingJobs jobs={waiting} count={waitingCount} />
    </>
  )
})
