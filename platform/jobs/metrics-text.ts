import { nowMs } from '../clock'
import { isDatabaseAway, noteDatabaseAway } from '../database-away'
import { log } from '../log'
import { countFailedJobs } from './failed-jobs'
import { runCounts } from './metrics'
import { countWaitingJobs } from './waiting-jobs'

/** The database is asked no more often than this, however often /metrics is. */
const countEveryMs = 5000

type Counted = { waiting: number; failed: number }
let counted: Counted | null = null
let countedAt = -Infinity
let counting: Promise<void> | null = null

/**
 * The jobs' lines for /metrics, in the Prometheus text format. It answers at once: jobs are counted in the background when the last count is older than
 * five seconds, so a scrape shows what was counted for the one before. Without a count (at first, and while the database does not answer) the gauges
 * are absent.
 */
export function jobMetricsText(): string {
  if (!counting && Math.abs(nowMs() - countedAt) >= countEveryMs) counting = count()
  const gauges: [name: string, help: string, value: number][] = counted
    ? [
        ['jobs_waiting', 'Jobs that are due, running, or failed and tried again later.', counted.waiting],
        ['jobs_failed', 'Jobs that were given up and wait for somebody to run them again or drop them.', counted.failed],
      ]
    : []
  const runs = runCounts().map(({ type, outcome, count }) => `lightstick_job_runs_total{type="${type}",outcome="${outcome}"} ${count}`)
  return [
    ...gauges.flatMap(([name, help, value]) => [`# HELP lightstick_${name} ${help}`, `# TYPE lightstick_${name} gauge`, `lightstick_${name} ${value}`]),
    ...(runs.length > 0 ? ['# HELP lightstick_job_runs_total Runs of jobs that ended.', '# TYPE lightstick_job_runs_total counter', ...runs] : []),
  ].join('\n')
}

async function count(): Promise<void> {
  countedAt = nowMs()
  try {
    const [waiting, failed] = await Promise.all([countWaitingJobs(), countFailedJobs()])
    counted = { waiting, failed }
  } catch (error) {
    counted = null // an old number would hide that nobody knows
    if (isDatabaseAway(error)) noteDatabaseAway(error, 'the jobs could not be counted: the database gives no answer')
    else log.warn({ err: error }, 'the jobs could not be counted')
  } finally {
    counting = null
  }
}
