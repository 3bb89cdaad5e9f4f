type Outcome = 'done' | 'failed'

const holder = globalThis as unknown as { [key: symbol]: Map<string, number> | undefined }
const counts = (holder[Symbol.for('lightstick.job-runs')] ??= new Map())

/** Counts a run that ended, for /metrics. */
export const countRun = (type: string, outcome: Outcome): void => {
  const key = `${type} ${outcome}`
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

/** Runs that ended since the process started, by type and outcome. */
export const runCounts = (): { type: string; outcome: Outcome; count: number }[] =>
  [...counts].map(([key, count]) => {
    const [type = '', outcome] = key.split(' ')
    return { type, outcome: outcome as Outcome, count }
  })
