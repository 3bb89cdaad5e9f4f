import fs from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { pipeline } from 'node:stream/promises'
import { exportArchive, type ExportedArchive } from '@/features/content-files/commands/export-archive'
import { exportContent } from '@/features/content-files/commands/export-content'
import { UsageError, type Command } from './command'
import { prepareDatabase } from './database'
import { shownPath, typedPath } from './paths'
import { ExpectedError } from './run-command'

const recordChoices = ['needed', 'all', 'none'] as const

export const exportCommand: Command = {
  summary: 'Write lists and shared records to files',
  help: `
Usage: lightstick export [options] <slug>…
       lightstick export [options] --all

Writes <slug>.md for each article and records.yaml with the people, groups, songs, places, videos, series and
authors. Importing these files again changes nothing. docs/list-format.md describes them.

With --archive all of it is written to one tar file, with the pictures that it shows and what is said of them (of --all, with all pictures):
lightstick import reads it back. Of each picture it is the largest one that the site keeps; what was sent is not kept.

The files carry what a move to another site needs: former addresses, entries that left a list, and the time at which a list is to
appear. They are no backup: votes, comments, accounts and earlier editions are not in them, and pictures only with --archive. lightstick backup copies
everything. Without --published it is the draft that is written, also words that nobody has published yet.

  --to <folder>      where to write; made when it is not there (default: the present folder)
  --archive <file>   write one tar file, such as site.tar, with the pictures
  --all              every article
  --published        what readers see, instead of the draft
  --records <which>  needed: what these lists name (default); all: every record; none: no records.yaml
  --force            write over files that differ
`,
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        to: { type: 'string', default: '.' },
        archive: { type: 'string' },
        all: { type: 'boolean' },
        published: { type: 'boolean' },
        records: { type: 'string', default: 'needed' },
        force: { type: 'boolean' },
      },
    })
    const records = recordChoices.find((choice) => choice === values.records)
    if (!records) throw new UsageError(`--records must be ${recordChoices.join(', ')}`)
    if (Boolean(values.all) === positionals.length > 0) throw new UsageError('name the slugs of articles, or --all')
    await prepareDatabase()
    const which = values.all ? ('all' as const) : positionals
    if (values.archive !== undefined)
      return writeArchive(typedPath(values.archive), await exportArchive(which, { published: values.published, records }), values.force ?? false)
    const folder = typedPath(values.to)
    const { files, notes } = await exportContent(which, { published: values.published, records })
    const written = writeAll(
      files.map(({ name, text }) => ({ name: path.join(folder, name), text })),
      values.force ?? false,
    )
    for (const { name, text } of files)
      console.log(`${shownPath(path.join(folder, name))}${written.has(path.join(folder, name)) ? '' : ' (as it was)'}: ${text.split('\n').length - 1} lines`)
    for (const note of notes) console.log(note)
    if (files.length === 0) console.log('There is no article to export.')
    else console.log('Not in these files: votes, comments, accounts, pictures (--archive has them) and earlier editions. lightstick backup copies everything.')
  },
}

/** Writes an archive whole or not at all. Refuses to write over a file unless forced. */
async function writeArchive(target: string, { stream, files, pictures, notes }: ExportedArchive, force: boolean): Promise<void> {
  if (fs.existsSync(target) && !force) throw new ExpectedError(`Nothing was written: ${shownPath(target)} is there already; --force writes over it`)
  fs.mkdirSync(path.dirname(target), { recursive: true })
  const beside = `${target}.${process.pid}.part`
  try {
    await pipeline(stream, fs.createWriteStream(beside, { mode: 0o600 }))
    fs.renameSync(beside, target)
  } finally {
    fs.rmSync(beside, { force: true })
  }
  console.log(`${shownPath(target)}: ${files.length} ${files.length === 1 ? 'file' : 'files'} and ${pictures} ${pictures === 1 ? 'picture' : 'pictures'}`)
  for (const note of notes) console.log(note)
  console.log('Not in it: votes, comments, accounts and earlier editions. lightstick backup copies everything.')
}

/** Writes files whole or not at all; returns those that were not the same already. Refuses to write over one that differs unless forced. */
function writeAll(files: { name: string; text: string }[], force: boolean): Set<string> {
  const differing = files.filter(({ name, text }) => !fs.existsSync(name) || fs.readFileSync(name, 'utf8') !== text)
  const present = differing.filter(({ name }) => fs.existsSync(name))
  if (present.length > 0 && !force) {
    throw new ExpectedError(
      `Nothing was written. These files are there already and differ; --force writes over them:\n${present.map(({ name }) => `  ${shownPath(name)}`).join('\n')}`,
    )
  }
  for (const { name, text } of differing) {
    fs.mkdirSync(path.dirname(name), { recursive: true })
    const beside = `${name}.${process.pid}.part`
    fs.writeFileSync(beside, text)
    fs.renameSync(beside, name)
  }
  return new Set(differing.map(({ name }) => name))
}
