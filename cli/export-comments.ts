import fs from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { exportComments } from '@/features/talk-files/queries/export-comments'
import { UsageError, type Command } from './command'
import { prepareDatabase } from './database'
import { shownPath, typedPath } from './paths'

export const exportCommentsCommand: Command = {
  summary: 'Write comments to a file',
  help: `
Usage: lightstick export-comments [options] <file>

Writes the comments that readers see, and the stubs that hold answers, as JSON (docs/comments-format.md). “lightstick import-comments --from json” reads
it on another site. No addresses of people are in it, and nothing that waits for a moderator or was hidden. It is no backup.

  --list <slug>   of this list alone
  --force         write over a file that is there
`,
  async run(args) {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { list: { type: 'string' }, force: { type: 'boolean' } } })
    if (positionals.length !== 1) throw new UsageError('name the file to write')
    const file = typedPath(positionals[0]!)
    if (!values.force && fs.existsSync(file)) throw new UsageError(`${shownPath(file)}: it is there already. --force writes over it`)
    await prepareDatabase()
    // Whole or not at all: a file that was cut would read as damaged.
    const made = `${file}.${process.pid}.part`
    try {
      await pipeline(exportComments(values.list ?? null), fs.createWriteStream(made, { mode: 0o600 }))
      fs.renameSync(made, file)
    } finally {
      fs.rmSync(made, { force: true })
    }
    console.log(`${shownPath(file)}: written`)
  },
}
