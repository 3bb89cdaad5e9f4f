import fs from 'node:fs'
import { parseArgs } from 'node:util'
import { importComments, type ImportReport } from '@/features/talk-files/commands/import-comments'
import { readMap, type MapRule } from '@/features/talk-files/format/map-lines'
import { sourceKinds, UnreadableFile } from '@/features/talk-files/format/source'
import { readComments } from '@/features/talk-files/queries/read-comments'
import { UsageError, type Command } from './command'
import { prepareDatabase } from './database'
import { shownPath, typedPath } from './paths'
import { ExpectedError } from './run-command'

export const importCommentsCommand: Command = {
  summary: 'Bring comments of another system here',
  help: `
Usage: lightstick import-comments --from <kind> [options] <file>

Kinds: wordpress (WXR), disqus (XML), remark42 (a backup), isso (its database), ghost (JSON with its comments and members), json (what
lightstick export-comments wrote). A file may be packed with gzip; at most 300 MB, unpacked.

Comments come to the list at their address: its path here, where a former address leads, or the list whose slug is the last part of the path. What is
found nowhere is left out and told, and a map says where it goes. Threads, names, times, states and hearts come along; no addresses of people do. What is here
already stays as it is, so it can be run again with the same file or a newer one. It may run beside the site. docs/comments-format.md says what becomes of what.

  --from <kind>   what the file is from
  --map <file>    where comments go, one rule a line: “old address = list”, “= list/entry”, or “= -” for nowhere. * stands for anything
  --site <name>   what this source is called, when comments of two sites of one kind are brought here
  --check         say what would happen, and write nothing

It ends with 0 when every comment was taken or is explained, with 1 when a page of the old site belongs to no list here, and with 2 when the file cannot be read.
`,
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { from: { type: 'string' }, map: { type: 'string' }, site: { type: 'string' }, check: { type: 'boolean' } },
    })
    const kind = sourceKinds.find((one) => one === values.from)
    if (!kind) throw new UsageError(`--from must be one of ${sourceKinds.join(', ')}`)
    if (positionals.length !== 1) throw new UsageError('name the one file to read')
    if (values.site !== undefined && !/^[a-z0-9.-]{1,60}$/.test(values.site)) throw new UsageError('--site takes small letters, digits, dots and hyphens')
    const file = typedPath(positionals[0]!)
    const source = naming(shownPath(file), () => readComments(kind, file))
    const map = values.map === undefined ? [] : readMapFile(typedPath(values.map))
    await prepareDatabase()
    const { site, check } = values
    const report = await importComments(source, { kind, map, site, check, progress: check ? undefined : showProgress() }).catch(explain)
    tell(report, check ?? false)
    if (report.clashes > 0)
      throw new ExpectedError(
        `Nothing was brought here: ${report.clashes} have the number of another comment that is here, so they are of another site. Name this one with --site`,
      )
    if (report.unmatched.length > 0) throw new ExpectedError('Some pages of the old site belong to no list here. Say in a map where their comments go (--map)')
  },
}

const explain = (error: unknown): never => {
  throw error instanceof UnreadableFile ? new UsageError(error.message) : error
}

function naming<T>(name: string, act: () => T): T {
  try {
    return act()
  } catch (error) {
    throw error instanceof UnreadableFile ? new UsageError(`${name}: ${error.message}`) : error
  }
}

function readMapFile(file: string): MapRule[] {
  return naming(shownPath(file), () => {
    if (!fs.statSync(file, { throwIfNoEntry: false })?.isFile()) throw new UnreadableFile('there is no such file')
    return readMap(fs.readFileSync(file, 'utf8'))
  })
}

const comments = (count: number) => (count === 1 ? '1 comment' : `${count} comments`)

function tell({ total, stored, here, lists, unmatched, left, changed }: ImportReport, isCheck: boolean): void {
  if (isCheck) console.log('Only a check: nothing of this was kept.')
  console.log(`${comments(total)} in the file: ${stored} brought here, ${here} already here.`)
  for (const { slug, comments: count } of lists) console.log(`  ${slug}: ${comments(count)}`)
  for (const [reason, count] of Object.entries(changed)) console.log(`${comments(count)} ${reason}.`)
  for (const [reason, count] of Object.entries(left)) console.log(`${comments(count)} left out: ${reason}.`)
  for (const { thread, comments: count } of unmatched) console.log(`${comments(count)} left out: no list here belongs to ${thread}`)
}

/** On a terminal: how far it is, on one line that is written over. */
function showProgress(): ((done: number, of: number) => void) | undefined {
  if (!process.stderr.isTTY) return undefined
  return (done, of) => void process.stderr.write(`\r${done} of ${of}${done === of ? '\n' : ''}`)
}
