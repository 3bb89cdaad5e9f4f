import { z } from 'zod'

/** Which of the jobs that were given up: one by its id, or all. */
export const failedJobsInput = z.object({ id: z.string().min(1).max(100).describe('the id of a job, or “all”') })
export type FailedJobsInput = z.output<typeof failedJobsInput>
