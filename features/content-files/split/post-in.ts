import type { ContentFile } from '../format/content-folder'
import { FormatError } from '../format/problems'
import type { FileRecord } from '../format/records-file'
import type { CheckedPost } from '../schema'
import { readExportedPosts, type ExportedPost, type ExportedPosts } from './exported-posts'
import { splitPosts } from './split-posts'

/** A whole export, as text. */
export type ExportWork = { exported: string }
/** One of its posts, and the records that the site knows. */
export type PostWork = { post: ExportedPost; known: readonly FileRecord[] }
export type SplitOnePost = { files: ContentFile[]; check: CheckedPost }

/** The posts of an export. Throws a `FormatError` for what is none. Pure. */
export async function postsIn({ exported }: ExportWork): Promise<ExportedPosts> {
  const found = readExportedPosts(exported)
  if (!found) throw new FormatError([{ file: '', line: 1, message: 'This is no export of Ghost (a .json file) or WordPress (an .xml file)' }])
  return found
}

/** What list a post would be, and its files. Pure. */
export async function postIn({ post, known }: PostWork): Promise<SplitOnePost> {
  const { files, posts } = splitPosts([post], known)
  const { list, result } = posts[0]!
  return {
    files: list === null ? [] : files,
    check: {
      isList: list !== null,
      entries: result.parts.filter(({ part }) => /^entry \d+$/.test(part)).length,
      newRecords: result.newRecords.length,
      questions: result.questions.slice(0, 20),
      leftOver: result.leftOver.slice(0, 20).map(({ words }) => words.slice(0, 200)),
    },
  }
}
