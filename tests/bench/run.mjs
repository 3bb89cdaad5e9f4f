// Each benchmark is a file that exports `title` and `run(context)`; what it returns is printed and kept.
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import { describeMachine, need } from './machine.mjs'
import { table } from './table.mjs'

const benchmarks = ['pages', 'writes', 'growth', 'load', 'memory', 'markdown', 'import', 'studio', 'live']
const byNameAlone = ['compare'] // needs a second checkout
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('-'))
const unknown = wanted.filter((name) => ![...benchmarks, ...byNameAlone].includes(name))
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(', ')}: choose from ${[...benchmarks, ...byNameAlone].join(', ')}`)
  process.exit(1)
}

need('wrk', 'wrk')
need('nginx', 'nginx')
const built = spawnSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' })
if (built.status !== 0) process.exit(1)

process.setMaxListeners(50) // each server that a benchmark starts ends with this process
const file = 'build/bench.json'
const kept = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : {}
for (const name of wanted.length > 0 ? wanted : benchmarks) {
  const { title, run } = await import(`./${name}.mjs`)
  console.log(`\n## ${title}\n`)
  const started = Date.now()
  const machine = describeMachine()
  const rows = await run()
  console.log(table(rows))
  const { load } = describeMachine()
  console.log(
    `\n${((Date.now() - started) / 1000).toFixed(0)} s on ${Object.entries(machine)
      .map(([name, value]) => `${name} ${value}`)
      .join(', ')} (at the end ${load})`,
  )
  kept[name] = { title, machine, rows }
  fs.writeFileSync(file, JSON.stringify(kept, null, 2) + '\n')
}
console.log(`\nWritten to ${file}`)
process.exit(0)
