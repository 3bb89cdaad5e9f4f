// npm run bench [-- NAME …]: starts everything, measures, prints tables with medians and ratios, writes build/bench.json.
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'

if (!fs.existsSync('node_modules')) {
  const { status } = spawnSync('npm', ['ci'], { stdio: 'inherit' })
  if (status !== 0) process.exit(1)
}
await import('../tests/bench/run.mjs')
