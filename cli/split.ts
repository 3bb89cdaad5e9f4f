import fs from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { listKnownRecords } from '@/features/content-files/commands/list-known-records'
import { parseRecords } from '@/features/content-files/format/parse-records'
import { printList } from '@/features/content-files/format/print-list'
import { printRecords } from '@/features/content-files/format/print-records'
import type { FileRecord } from '@/features/content-files/format/records-file'
import { docxToHtml } from '@/features/content-files/split/docx'
import { printReport } from '@/features/content-files/split/report'
import { splitArticle } from '@/features/content-files/split/split-article'
import { UsageError, type Command } from './command'
import { hasDatabase, prepareDatabase } from './database'
import { shownPath, typedPath } from './paths'
import { ExpectedError } from './run-command'

const formats = ['text', 'html', 'docx'] as const
const mostBytes = 30_000_000
const mark = '# Proposed by “lightstick split”. Look at them, then import them with the list.\n'

export const splitCommand: Command = {
  summary: 'Make a list of a whole article',
  help: `
Usage: lightstick split [options] <file>

Splits an article (plain text, Markdown, HTML or a Word document) into title, introduction, sections, entries with their credits, closing words and
question, and writes it in the list format to standard output. The report on standard error says what was recognised, with the lines and how sure
each guess is, what is to be decided, and what is left over. It ends with 0 when every character is accounted for. Nothing is imported.

Names are recognised by the records of the site, or, where there is no database, of content/records.yaml.

  --format <format>  text, html or docx (default: by the file's name)
  --records <file>   where to write the records that the list needs and that are not known, in the form of records.yaml
  --known <file>     a file of records by which names are recognised, instead of those of the site
  --json             what was recognised as JSON, with places in the text, instead of the list
`,
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { format: { type: 'string' }, records: { type: 'string' }, known: { type: 'string' }, json: { type: 'boolean' } },
    })
    const [typed, ...more] = positionals
    if (typed === undefined || more.length > 0) throw new UsageError('name one file to split')
    const file = typedPath(typed)
    const name = shownPath(file)
    const format = values.format ? formats.find((one) => one === values.format) : formatOf(file)
    if (!format) throw new UsageError(`--format must be ${formats.join(', ')}`)
    const stat = fs.statSync(file)
    if (stat.isDirectory()) throw new ExpectedError(`${name}: it is a folder. Name one file`)
    if (stat.size > mostBytes) throw new ExpectedError(`${name}: more than ${mostBytes / 1e6} MB, which no article has`)
    const known = await knownRecords(values.known)
    const bytes = fs.readFileSync(file)
    const word = format === 'docx' ? await docxToHtml(bytes, name) : null
    const source = word?.html ?? textOf(bytes, name)
    if (/^\ufeff?---\r?\nformat:/.test(source)) throw new ExpectedError(`${name}: this is a list already. “lightstick import” takes it`)
    if (!/[\p{L}\p{N}]/u.test(source)) throw new ExpectedError(`${name}: there are no words in it`)
    const { list, newRecords, result } = splitArticle(source, word || format === 'html' || isHtml(source) ? 'html' : 'text', known)
    result.notes.push(...(word?.notes ?? []))
    const target = values.records === undefined ? null : typedPath(values.records)
    if (target) writeRecords(target, newRecords)
    process.stdout.write(values.json ? `${JSON.stringify(result, null, 1)}\n` : printList(list))
    process.stderr.write(printReport(result, name, target && shownPath(target)))
    if (result.leftOver.length > 0 || result.faults > 0) throw new ExpectedError(`${name}: not all of it has a place in the list`)
  },
}

const formatOf = (file: string): (typeof formats)[number] => (/\.docx$/i.test(file) ? 'docx' : /\.x?html?$/i.test(file) ? 'html' : 'text')
/** A page that was saved under another name. */
const isHtml = (text: string) => /^\ufeff?\s*<(?:!doctype html|html|head|body|meta|article|div|p|h[1-6])[\s>]/i.test(text)

function textOf(bytes: Buffer, name: string): string {
  const start = bytes.subarray(0, 2).toString('latin1')
  // What Windows calls “Unicode” text.
  const encoding = start === '\xff\xfe' ? 'utf-16le' : start === '\xfe\xff' ? 'utf-16be' : 'utf-8'
  let text: string | null = null
  try {
    text = new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    // Said below.
  }
  if (text === null || text.includes('\0'))
    throw new ExpectedError(`${name}: expected text in UTF-8${start === 'PK' ? ', or --format docx for a Word document' : ''}; nothing was read`)
  return text
}

async function knownRecords(typed: string | undefined): Promise<FileRecord[]> {
  if (typed === undefined && hasDatabase()) {
    await prepareDatabase()
    return listKnownRecords()
  }
  const file = typed === undefined ? path.resolve('content/records.yaml') : typedPath(typed)
  if (typed === undefined && !fs.existsSync(file)) return []
  return parseRecords(fs.readFileSync(file, 'utf8'), shownPath(file)).records
}

/** Never over a file that somebody wrote. */
function writeRecords(file: string, records: FileRecord[]) {
  if (fs.existsSync(file) && !fs.readFileSync(file, 'utf8').startsWith(mark))
    throw new ExpectedError(`${shownPath(file)}: there is such a file already, and split did not write it`)
  fs.writeFileSync(file, mark + printRecords({ records, series: [], authors: [] }))
}
