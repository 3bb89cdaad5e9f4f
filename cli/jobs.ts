import { parseArgs } from 'node:util'
import { dropJob } from '@/features/operations/commands/drop-job'
import { runJobAgain } from '@/features/operations/commands/run-job-again'
import { listJobs } from '@/features/operations/queries/jobs'
import { UsageError, type Command } from './command'
import { prepareDatabase } from './database'

const jobs = (count: number) => (count === 1 ? '1 job' : `${count} jobs`)
const wait = (count: number) => `${jobs(count)} ${count === 1 ? 'waits' : 'wait'}`

export const jobsCommand: Command = {
  summary: 'Show jobs that were given up, and run them again',
  help: `
Usage: lightstick jobs
       lightstick jobs --again <id>|all
       lightstick jobs --drop <id>|all

Jobs are what the site does after an act or at its time: mails, scheduled publications, tidying up. What fails is tried 12 times
within about 68 minutes and then given up. Without an option this says how many jobs wait, and lists those that were given up,
the latest first, at most 100. The running site does what is run again within a second; a stopped one at its next start.

  --again <id>   run this one again, with all its tries; “all”: every one
  --drop <id>    forget this one: it is never done; “all”: every one
`,
  async run(args) {
    const { values } = parseArgs({ args, options: { again: { type: 'string' }, drop: { type: 'string' } } })
    if (values.again !== undefined && values.drop !== undefined) throw new UsageError('choose --again or --drop')
    for (const name of ['again', 'drop'] as const) if (values[name] === '') throw new UsageError(`--${name} needs the id of a job, or all`)
    await prepareDatabase()
    if (values.again !== undefined) {
      const { count } = await runJobAgain('operator', { id: values.again })
      console.log(`${count === 0 ? 'No job was given up' : `In the queue again: ${jobs(count)}`}.`)
    } else if (values.drop !== undefined) {
      const { count } = await dropJob('operator', { id: values.drop })
      console.log(`${count === 0 ? 'No job was given up' : `Dropped: ${jobs(count)}`}.`)
    } else await show()
  },
}

async function show(): Promise<void> {
  const { failed, failedCount, waitingCount } = await listJobs('operator')
  console.log(
    `${waitingCount === 0 ? 'No job waits' : wait(waitingCount)}; ${failedCount === 0 ? 'none was' : `${jobs(failedCount)} ${failedCount === 1 ? 'was' : 'were'}`} given up.`,
  )
  for (const { id, words, attempts, failedAt, error } of failed) {
    console.log(`\n${id}  ${words}`)
    console.log(`  given up ${failedAt} after ${attempts === 1 ? '1 try' : `${attempts} tries`}`)
    console.log(error.replace(/^/gm, '  '))
  }
  if (failedCount > failed.length) console.log(`\nThese are the latest ${failed.length} of ${failedCount}.`)
}
