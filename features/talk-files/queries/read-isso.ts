import { readSqliteFile } from '@/platform/db/read-sqlite-file'
import { decodeEntities } from '@/platform/text/exported-xml'
import { heartsOf, textOf, UnreadableFile, type SourceComment, type SourceFile, type SourceState } from '../format/source'

const states: Record<string, SourceState> = { '1': 'visible', '2': 'pending', '4': 'deleted' }
/** What it once took over from Disqus or WordPress is HTML; what was typed there is Markdown. */
const hasBlocks = /<\/p>|<br\s*\/?>|^\s*<(?:p|div|blockquote|ul|ol|pre)[\s>]/i
const secondsOf = (value: unknown) => (typeof value === 'number' && Number.isFinite(value) ? Math.round(value * 1000) : null)

/** The database of Isso. Older ones lack columns; they are read as they are. */
export function readIsso(file: string): SourceFile {
  try {
    return readSqliteFile(file, (rows) => {
      const threads = new Map(rows('SELECT id, uri FROM threads').map(({ id, uri }) => [textOf(id), textOf(uri)]))
      return { comments: rows('SELECT * FROM comments').map((row) => commentOf(row, threads)) }
    })
  } catch (error) {
    throw new UnreadableFile('expected the database of Isso (SQLite, with the tables threads and comments)', { cause: error })
  }
}

function commentOf(row: Record<string, unknown>, threads: Map<string, string>): SourceComment {
  const [id, mail, name] = [textOf(row.id), textOf(row.email).toLowerCase(), decodeEntities(textOf(row.author))]
  const words = textOf(row.text)
  return {
    id,
    thread: threads.get(textOf(row.tid)) ?? `thread ${textOf(row.tid)}`,
    parentId: textOf(row.parent) || null,
    person: mail ? `mail ${mail}` : name ? `name ${name}` : `comment ${id}`,
    name,
    words,
    isHtml: hasBlocks.test(words),
    at: secondsOf(row.created),
    editedAt: secondsOf(row.modified),
    state: states[textOf(row.mode)] ?? 'unknown',
    hearts: heartsOf(row.likes),
  }
}
