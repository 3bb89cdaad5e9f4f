import { parseArgs } from 'node:util'
import fs from 'node:fs'
import { importArchive } from '@/features/content-files/commands/import-archive'
import { importContent, type ImportedContent, type ImportProgress } from '@/features/content-files/commands/import-content'
import { readContent, type ContentFile } from '@/features/content-files/format/content-folder'
import { UsageError, type Command } from './command'
import { prepareDatabase } from './database'
import { splitExports } from './import-split'
import { shownPath, typedPath } from './paths'
import { ExpectedError } from './run-command'

export const importCommand: Command = {
  summary: 'Read lists and shared records from files',
  help: `
Usage: lightstick import [options] <file or folder>…
       lightstick import [options] <archive.tar>

Reads list files (.md) and files of shared records (.yaml); of a folder, all that are in it. Articles and
entries are matched by slug, so votes and comments stay with their entry. The draft is changed; readers
see no difference until it is published; a date to come in a file is kept as a schedule. Nothing is ever deleted, and a file that changes nothing does nothing.
All files are checked first; when one is refused, nothing of any file is kept. Then they are imported one after the other, beside the
running site; when that is interrupted, the site completes it within two minutes, or the next import does. docs/list-format.md describes the files.

An archive (.tar) that “lightstick export --archive” wrote is read with its pictures: those first, each made anew as if it were sent, and what is
said of them. A picture that is here already stays as it is. One that is cut, too large or not what its name says ends the import, by its name:
the pictures before it are here then, and no list was touched; importing again goes on from there.

  --publish   publish what the files say (a file with “state: draft” stays a draft)
  --force     write over edits that nobody published, publish again what was unpublished, and let a file take
              the place of a list with other entries that has its address
  --check     say what would happen, and keep nothing of it
  --split     the files are exports of Ghost (JSON) or WordPress (XML): each post is split into a list as “lightstick split” does, and
              becomes a draft, with the records that it needs. What was made of each and what was left over is told on standard error;
              a post in which no entry is found is left out. It ends with 0 when nothing was left over
`,
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { publish: { type: 'boolean' }, force: { type: 'boolean' }, check: { type: 'boolean' }, split: { type: 'boolean' } },
    })
    if (positionals.length === 0) throw new UsageError('name a file or a folder to import')
    if (values.split && values.publish) throw new UsageError('what was split is looked over before it is published: leave out --publish')
    if (positionals.some(isArchive)) return importOneArchive(positionals, values)
    const skipped: string[] = []
    if (values.split) await prepareDatabase()
    const split = values.split ? await splitExports(positionals) : null
    if (split) process.stderr.write(`${split.report.join('\n')}\n`)
    if (split?.files.length === 0) throw new ExpectedError('No list was found in it, and nothing was imported')
    const files = split?.files ?? positionals.flatMap((typed) => readContent(typedPath(typed), shownPath, (name) => skipped.push(name)))
    for (const name of skipped) console.log(`${name}: skipped. Of a folder, its .md and .yaml files are read, and no README`)
    if (files.length === 0) throw new UsageError('there is no .md or .yaml file there')
    if (!split) await prepareDatabase()
    const done = await importContent(files, { publish: values.publish, force: values.force, rehearse: values.check, progress: showProgress() })
    if (values.check) console.log('Only a check: nothing of this was kept.')
    tell(done, files)
    if (split && split.leftOver > 0) throw new ExpectedError(`Words were left over in ${split.leftOver} of the posts: they are told above, and are in no list`)
  },
}

const isArchive = (name: string) => /\.tar$/i.test(name)

async function importOneArchive(names: readonly string[], { publish, force, check, split }: Partial<Record<'publish' | 'force' | 'check' | 'split', boolean>>) {
  if (names.length > 1) throw new UsageError('an archive is imported alone')
  if (check || split) throw new UsageError('an archive is imported as it is: leave out --check and --split')
  const file = fs.createReadStream(typedPath(names[0]!))
  await new Promise((resolve, reject) => file.once('open', resolve).once('error', reject))
  await prepareDatabase()
  const { pictures, files, ...done } = await importArchive(file, { publish, force, progress: showProgress() })
  console.log(`Pictures: ${pictures.added} added, ${pictures.there} here already.`)
  tell(done, files)
}

/** What came of it, line by line. Throws for what was left. */
function tell(done: ImportedContent, files: readonly ContentFile[]): void {
  if (files.some(({ name }) => /\.ya?ml$/i.test(name))) {
    console.log(`Shared records: ${done.recordsAdded} added, ${done.recordsChanged} changed. Series and authors: ${done.seriesAndAuthors} added or changed.`)
  }
  for (const { file, line, message } of done.notes) console.log(`${file}:${line}: ${message}`)
  for (const { slug, draft, published, scheduled, note } of done.lists) {
    const shown = published ? 'published' : scheduled ? `scheduled for ${scheduled.toISOString()}` : null
    const what = [draft === 'unchanged' && shown ? null : draft, shown].filter(Boolean).join(' and ')
    console.log(`${slug}: ${what}${note ? ` (${note})` : ''}`)
  }
  if (done.left.length > 0) throw new ExpectedError(`Changed here since it was checked, and left as it is:\n${done.left.join('\n')}`)
}

/** One line on a terminal that counts; standard output is the command's own. */
function showProgress(): ImportProgress {
  const { stderr } = process
  const words = { check: 'Checked', import: 'Imported' }
  return (phase, done, all) => {
    if (!stderr.isTTY) return
    stderr.write(`\r\x1b[K${words[phase]}: ${done.toLocaleString('en')} of ${all.toLocaleString('en')} files`)
    if (done === all) stderr.write('\r\x1b[K')
  }
}
