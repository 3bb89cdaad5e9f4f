import { parseArgs } from 'node:util'
import { prepareData } from '@/platform/db/prepare-data'
import type { Command } from './command'

export const migrateCommand: Command = {
  summary: 'Bring the database to this version',
  help: `
Usage: lightstick migrate

Applies the migrations that the database lacks. The start does the same by itself; this is for doing it beforehand, on its own.
A SQLite file that holds data is copied to the folder backups beside it first. A migration is applied whole or not at all: after one that
was interrupted, run this again. A database that is newer than this code is refused and left as it is.
`,
  async run(args) {
    parseArgs({ args, options: {} })
    const applied = await prepareData({ say: (line) => console.log(line) })
    if (applied.length === 0) console.log('The database is up to date.')
    else console.log(`Applied ${applied.length} ${applied.length === 1 ? 'migration' : 'migrations'}:\n${applied.map((name) => `  ${name}`).join('\n')}`)
  },
}
