import { decodeEntities } from '@/platform/text/exported-xml'
import { fieldOf, heartsOf, momentOf, textOf, UnreadableFile, type SourceComment, type SourceFile, type SourceState } from './source'

function parse(text: string, expected: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    throw new UnreadableFile(expected)
  }
}

const objectsIn = (value: unknown): unknown[] => (Array.isArray(value) ? value.filter((one) => typeof one === 'object' && one !== null) : [])

/** A backup of Remark42: a line about the site, then a line of JSON for each comment. */
export function readRemark42(text: string): SourceFile {
  const expected = 'expected a backup of Remark42 (a line of JSON for each comment)'
  const lines = text.split('\n').flatMap((line, index) => (line.trim() ? [{ line, number: index + 1 }] : []))
  const comments = lines.flatMap(({ line, number }, index) => {
    const row = parse(line, index === 0 ? expected : `line ${number} is no JSON: the backup may have been cut. ${expected}`)
    // The first says its version, its readers and its pages.
    return index === 0 && fieldOf(row, 'locator') === undefined ? [] : [remarkComment(row)]
  })
  if (lines.length === 0 || (comments.length > 0 && comments.every(({ thread }) => thread === ''))) throw new UnreadableFile(expected)
  if (comments.length === 0 && fieldOf(parse(lines[0]!.line, expected), 'version') === undefined) throw new UnreadableFile(expected)
  return { comments }
}

function remarkComment(row: unknown): SourceComment {
  // It makes what was typed safe before it is kept: a quote begins with &gt; there.
  const typed = decodeEntities(textOf(fieldOf(row, 'orig')))
  return {
    id: textOf(fieldOf(row, 'id')),
    thread: textOf(fieldOf(fieldOf(row, 'locator'), 'url')),
    parentId: textOf(fieldOf(row, 'pid')) || null,
    person: `user ${textOf(fieldOf(fieldOf(row, 'user'), 'id')) || textOf(fieldOf(fieldOf(row, 'user'), 'name'))}`,
    name: decodeEntities(textOf(fieldOf(fieldOf(row, 'user'), 'name'))),
    words: typed || textOf(fieldOf(row, 'text')),
    isHtml: !typed,
    at: momentOf(fieldOf(row, 'time')),
    editedAt: momentOf(fieldOf(fieldOf(row, 'edit'), 'time')),
    state: fieldOf(row, 'delete') === true ? 'deleted' : 'visible',
    hearts: heartsOf(fieldOf(row, 'score')),
  }
}

/** States of what everyone could read; `sent` is one by mail alone, and older exports name none. */
const shownPosts = new Set(['', 'published', 'sent'])
const ghostStates: Record<string, SourceState> = { published: 'visible', hidden: 'hidden', deleted: 'deleted' }

/** An export of Ghost with its comments and members. */
export function readGhost(text: string): SourceFile {
  const parsed = parse(text, 'expected an export of Ghost (JSON)')
  const db = fieldOf(parsed, 'db')
  const data = fieldOf(Array.isArray(db) ? db[0] : parsed, 'data')
  if (!Array.isArray(fieldOf(data, 'posts'))) throw new UnreadableFile('expected an export of Ghost (JSON with db[0].data.posts)')
  if (!Array.isArray(fieldOf(data, 'comments')))
    throw new UnreadableFile(
      'there are no comments in this export. Ghost leaves them out unless asked: export with the tables comments, comment_likes and members',
    )
  const tableOf = (name: string) => objectsIn(fieldOf(data, name))
  const posts = new Map(
    tableOf('posts').map((row): [string, { slug: string; isUnlisted: boolean }] => {
      const isUnlisted = !shownPosts.has(textOf(fieldOf(row, 'status'))) || !['', 'public'].includes(textOf(fieldOf(row, 'visibility')))
      return [textOf(fieldOf(row, 'id')), { slug: textOf(fieldOf(row, 'slug')), isUnlisted }]
    }),
  )
  const names = new Map(tableOf('members').map((member) => [textOf(fieldOf(member, 'id')), textOf(fieldOf(member, 'name'))]))
  const likes = new Map<string, number>()
  for (const like of tableOf('comment_likes')) {
    const id = textOf(fieldOf(like, 'comment_id'))
    likes.set(id, (likes.get(id) ?? 0) + 1)
  }
  const rows = tableOf('comments')
  const ids = new Set(rows.map((row) => textOf(fieldOf(row, 'id'))))
  const comments = rows.map((row): SourceComment => {
    const [answered, first] = [textOf(fieldOf(row, 'in_reply_to_id')), textOf(fieldOf(row, 'parent_id'))]
    const page = posts.get(textOf(fieldOf(row, 'post_id')))
    const [id, post, member] = [textOf(fieldOf(row, 'id')), textOf(fieldOf(row, 'post_id')), textOf(fieldOf(row, 'member_id'))]
    return {
      id,
      thread: page?.slug ? `/${page.slug}/` : `post ${post}`,
      isUnlisted: page?.isUnlisted ?? false,
      // The first of the thread stands in for an answered one that is not in the file.
      parentId: (ids.has(answered) ? answered : first || answered) || null,
      person: member ? `member ${member}` : `comment ${id}`,
      name: names.get(member) ?? '',
      words: textOf(fieldOf(row, 'html')),
      isHtml: true,
      at: momentOf(fieldOf(row, 'created_at')),
      editedAt: momentOf(fieldOf(row, 'edited_at')),
      state: ghostStates[textOf(fieldOf(row, 'status'))] ?? 'unknown',
      hearts: likes.get(id) ?? 0,
    }
  })
  return { comments }
}

const ownStates: readonly SourceState[] = ['visible', 'pending', 'hidden', 'deleted', 'spam']

/** Our own format (docs/comments-format.md). */
export function readOwn(text: string): SourceFile {
  const expected = 'expected comments as “lightstick export-comments” writes them (docs/comments-format.md)'
  const parsed = parse(text, expected)
  if (fieldOf(parsed, 'format') !== 'lightstick-comments' || !Array.isArray(fieldOf(parsed, 'comments'))) throw new UnreadableFile(expected)
  if (fieldOf(parsed, 'version') !== 1) throw new UnreadableFile('it is of a newer version: this one reads version 1')
  const comments = objectsIn(fieldOf(parsed, 'comments')).map((row): SourceComment => {
    const id = textOf(fieldOf(row, 'id'))
    const state = fieldOf(row, 'state')
    return {
      id,
      thread: `/articles/${textOf(fieldOf(row, 'list'))}`,
      parentId: textOf(fieldOf(row, 'parent')) || null,
      person: textOf(fieldOf(row, 'person')) || `comment ${id}`,
      name: textOf(fieldOf(row, 'name')),
      words: textOf(fieldOf(row, 'body')),
      isHtml: false,
      at: momentOf(fieldOf(row, 'createdAt')),
      editedAt: momentOf(fieldOf(row, 'editedAt')),
      state: ownStates.find((one) => one === state) ?? 'unknown',
      hearts: heartsOf(fieldOf(row, 'hearts')),
      entry: textOf(fieldOf(row, 'entry')) || null,
      because: fieldOf(row, 'because') === true,
      origin: textOf(fieldOf(row, 'origin')) || null,
    }
  })
  return { comments }
}
