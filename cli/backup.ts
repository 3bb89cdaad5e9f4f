import fs from 'node:fs'
import { parseArgs } from 'node:util'
import { backUpThisSite, toolsOfPostgresql } from '@/platform/backup/this-site'
import { config } from '@/platform/config'
import { UsageError, type Command } from './command'
import { shownPath, typedPath } from './paths'
import { ExpectedError } from './run-command'
import { countsOf, inMegabytes } from './site-words'

export const backupCommand: Command = {
  summary: 'Copy everything that the site keeps into one file',
  help: `
Usage: lightstick backup [--force] <file>

Writes one file (tar, gzip) with the database and everything else in DATA_DIR: secrets, pictures, unsent mail. The site may run meanwhile: the database
is copied as it is at one moment, with all that was acknowledged before. The file is read again and checked before it gets its name.
Settings (.env, SECRET when it is set) are not in it. It holds secrets: keep it where only you can read it.

With PostgreSQL the database is not in the file: this says which command of PostgreSQL copies it. Do both.
With MEDIA_STORE=s3 the pictures are not in it: let the service of the bucket keep versions of them, or copy the bucket.

  --force   write over a file that is there already

lightstick restore puts it back.
`,
  async run(args) {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { force: { type: 'boolean' } } })
    const [typed] = positionals
    if (typed === undefined || positionals.length > 1) throw new UsageError('name one file to write')
    const target = typedPath(typed)
    const there = fs.statSync(target, { throwIfNoEntry: false })
    if (there?.isDirectory()) throw new ExpectedError(`${shownPath(target)} is a folder: name the file to write.`)
    if (there && !values.force) throw new ExpectedError(`${shownPath(target)} is there already; --force writes over it.`)
    const { database, files } = await backUpThisSite(target)
    console.log(
      `Backed up to ${shownPath(target)} (${inMegabytes(fs.statSync(target).size)}, ${files.length} ${files.length === 1 ? 'file' : 'files'}), and checked.`,
    )
    if (database) console.log(`In it: ${countsOf(database.rows)}.`)
    const tools = toolsOfPostgresql()
    if (tools) console.log(`The database is not in it. Copy it with PostgreSQL's own tool, at the same time:\n  ${tools.dump}`)
    if (config.media.s3)
      console.log(`The pictures are not in it: they are in the bucket “${config.media.s3.bucket}”. Copy that too, or let its service keep versions.`)
    if (config.secretIsShared) console.log('SECRET is set in the environment, so it is not in the file: keep it too.')
  },
}
