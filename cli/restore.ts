import { parseArgs } from 'node:util'
import { restoreThisSite, toolsOfPostgresql } from '@/platform/backup/this-site'
import { UsageError, type Command } from './command'
import { shownPath, typedPath } from './paths'
import { countsOf } from './site-words'

export const restoreCommand: Command = {
  summary: 'Put a backup in the place of what the site keeps',
  help: `
Usage: lightstick restore <file>

Stop the site first: this refuses while any process uses the data. The backup is unpacked and checked before anything is changed; one that is damaged,
or newer than this code, changes nothing. What was there is kept in DATA_DIR/backups/before-restore-TIME until you delete it. When this is interrupted,
the data is the old or the new, never a mixture.

With PostgreSQL the file holds everything but the database: this says which command of PostgreSQL brings that back.
With MEDIA_STORE=s3 the pictures were not in it: the bucket stays as it is.
`,
  async run(args) {
    const { positionals } = parseArgs({ args, allowPositionals: true, options: {} })
    const [typed] = positionals
    if (typed === undefined || positionals.length > 1) throw new UsageError('name the file that lightstick backup wrote')
    const { manifest, aside } = await restoreThisSite(typedPath(typed))
    console.log(`Restored what was backed up ${manifest.madeAt} (Lightstick ${manifest.version}): ${manifest.files.length} files.`)
    if (manifest.database) console.log(`The database is whole and holds ${countsOf(manifest.database.rows)}.`)
    const tools = toolsOfPostgresql()
    if (tools) console.log(`The database was not in it. Bring it back with PostgreSQL's own tool before you start the site:\n  ${tools.restore}`)
    if (aside) console.log(`What was there before is in ${shownPath(aside)}: delete it when you need it no more.`)
  },
}
