import fs from 'node:fs'
import { listKnownRecords } from '@/features/content-files/commands/list-known-records'
import type { ContentFile } from '@/features/content-files/format/content-folder'
import { readExportedPosts } from '@/features/content-files/split/exported-posts'
import { splitPosts, type SplitPost } from '@/features/content-files/split/split-posts'
import { shownPath, typedPath } from './paths'
import { ExpectedError } from './run-command'

const mostBytes = 300_000_000

/** Lists and records out of the posts of an export of Ghost or WordPress, and what is to be said of them. The database is open. */
export async function splitExports(typed: readonly string[]): Promise<{ files: ContentFile[]; report: string[]; leftOver: number }> {
  const report: string[] = []
  const all = typed.map((one) => {
    const file = typedPath(one)
    const name = shownPath(file)
    const stat = fs.statSync(file)
    if (stat.isDirectory()) throw new ExpectedError(`${name}: it is a folder. Name the file of the export`)
    if (stat.size > mostBytes) throw new ExpectedError(`${name}: more than ${mostBytes / 1e6} MB`)
    const found = readExportedPosts(fs.readFileSync(file, 'utf8'))
    if (!found) throw new ExpectedError(`${name}: expected an export of Ghost (JSON) or WordPress (XML). One article alone is for “lightstick split”`)
    const posts = found.posts.length === 1 ? '1 post' : `${found.posts.length} posts`
    report.push(`${name}: ${posts} of ${found.system}`, ...found.notes.map((note) => `  ${note}`))
    return found.posts
  })
  const { files, posts } = splitPosts(all.flat(), await listKnownRecords({ trashed: true }))
  report.push(...posts.flatMap(linesOf))
  const leftOver = posts.filter(({ list, result }) => list !== null && (result.leftOver.length > 0 || result.faults > 0)).length
  return { files, report, leftOver }
}

const shown = (words: string) => {
  const line = words.replaceAll(/\s+/g, ' ').trim()
  return line.length > 200 ? `${line.slice(0, 199).toWellFormed()}…` : line
}

function linesOf({ title, list, result }: SplitPost): string[] {
  const name = `“${shown(title)}”`
  if (list === null) return [`${name}: no entry was found, so it is left out`]
  const entries = result.parts.filter(({ part }) => /^entry \d+$/.test(part)).length
  return [
    `${name}: ${entries === 1 ? '1 entry' : `${entries} entries`}, in ${list}`,
    ...result.questions.map((question) => `  ${question}`),
    ...result.leftOver.map(({ words }) => `  left over: ${shown(words)}`),
    ...(result.faults > 0 ? [`  ${result.faults} characters were lost: this is a fault of the splitter`] : []),
  ]
}
