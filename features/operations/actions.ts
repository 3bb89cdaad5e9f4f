'use server'

import { getActor } from '@/features/accounts/auth'
import { action } from '@/platform/http/action'
import { dropJob } from './commands/drop-job'
import { runJobAgain } from './commands/run-job-again'
import { failedJobsInput } from './schema'

export const runJobAgainAction = action(failedJobsInput, async (input) => runJobAgain(await getActor(), input))
export const dropJobAction = action(failedJobsInput, async (input) => dropJob(await getActor(), input))
