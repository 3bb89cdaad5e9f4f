import type { z } from 'zod'
import { findFreeAddress } from '@/features/articles/commands/create-article'
import { addRedirects, type Added } from '@/features/redirects/commands/add-redirects'
import { read, write, type Db } from '@/platform/db'
import { keepTrying } from '@/platform/db/postgresql'
import { AppError, conflict, forbidden, unauthorized } from '@/platform/errors'
import { limitId, type Limit } from '@/platform/http/rate-limit'
import type { ActingAccount, Actor } from '@/platform/http/request'
import { idOf } from '@/platform/id'
import { parseList } from '../format/parse-list'
import { parseRecords } from '../format/parse-records'
import { FormatError } from '../format/problems'
import { mayBringIn } from '../policy'
import type { CheckedPost, leadPostsInput, PostInput } from '../schema'
import type { ExportedPosts } from '../split/exported-posts'
import type { SplitOnePost } from '../split/post-in'
import { importList } from './import-list'
import { isRecordsFile, stepsOfRecords, type FileOutcome } from './import-steps'
import { keepKnownRecords } from './list-known-records'
import { readInThread } from './read-article'

/** A whole blog is read post by post, twice: to check it, and to bring it in. */
const bringing: Limit = { act: 'bring-in', burst: 4000, everySeconds: 0.5 }

async function bringer(actor: Actor): Promise<ActingAccount> {
  if (!actor.account) throw unauthorized()
  if (!mayBringIn(actor)) throw forbidden('Only admins and owners bring a blog in')
  await limitId(bringing, actor.account.id)
  return actor.account
}

/** The posts in an export of Ghost or WordPress. Nothing is kept or changed. */
export async function readExport(actor: Actor, { text }: { text: string }): Promise<ExportedPosts> {
  const { id } = await bringer(actor)
  return readInThread<ExportedPosts>(id, async () => ({ exported: text }), 'This export takes too long to read, or too much memory: export it in parts')
}

const split = (accountId: string, post: PostInput) =>
  readInThread<SplitOnePost>(accountId, async () => ({ post, known: await keepKnownRecords() }), 'This post takes too long to read, or too much memory')

/** What list a post would be. Nothing is kept or changed. */
export async function checkPost(actor: Actor, post: PostInput): Promise<CheckedPost> {
  const { id } = await bringer(actor)
  return (await split(id, post)).check
}

/** `wasThere`: this very post was brought in before, and its list stays as it is. */
export type BroughtPost = { id: string; slug: string; wasThere: boolean }

/** The id of the list that is made of a post: by it a post is known again, whatever address its list has, and two are never taken for one. */
const listIdOf = ({ title, path, html, origin }: PostInput): string => idOf(JSON.stringify([title, ...(origin ? [origin] : [path, html])]))

/**
 * Makes a draft of a post, with the records that it needs; the day of its first publication comes along. Idempotent: of a post there is one list. An address that another list has or
 * had is left to it. Throws invalid for a post without entries and for what the format refuses, conflict for one whose list is in the trash.
 */
export async function bringInPost(actor: Actor, post: PostInput): Promise<BroughtPost> {
  const { id: accountId } = await bringer(actor)
  const id = listIdOf(post)
  const findMade = async (db: Db): Promise<BroughtPost | null> => {
    const there = await db.article.findUnique({ where: { id }, select: { slug: true, trashedAt: true } })
    if (there?.trashedAt) throw conflict('The list of this post is in the trash: restore it, or delete it there first')
    return there && { id, slug: there.slug, wasThere: true }
  }
  const before = await findMade(read)
  if (before) return before
  const { files, check } = await split(accountId, post)
  if (!check.isList) throw new AppError('invalid', 'No entry was found in this post, so it is no list')
  try {
    const [list] = files.filter(({ name }) => !isRecordsFile(name)).map(({ name, text }) => parseList(text, name))
    // Before the list, and a few at a time: whoever writes meanwhile waits for no more than these.
    for (const { name, text } of files.filter((file) => isRecordsFile(file.name)))
      for (const step of stepsOfRecords(parseRecords(text, name))) await keepTrying(() => write(async (tx) => onlyNew(await step(tx))))
    return await keepTrying(() =>
      write(async (tx) => {
        const there = await findMade(tx)
        if (there) return there
        const slug = await findFreeAddress(tx, list!.list.slug)
        await importList(tx, { ...list!, list: { ...list!.list, slug } }, { accountId, newId: id })
        return { id, slug, wasThere: false }
      }),
    )
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    throw new AppError('invalid', error.problems.map(({ message }) => message).join('. '))
  }
}

/** What a post needs is never written over what somebody has made: neither before nor meanwhile. */
function onlyNew({ recordsChanged }: FileOutcome): void {
  if (recordsChanged > 0) throw conflict('Somebody has just made a record that this post needs: nothing of it was changed. Bring the post in once more')
}

/** Leads the old addresses of posts to the lists that were made of them, also of those that are drafts still. */
export async function leadPosts(actor: Actor, { posts }: z.output<typeof leadPostsInput>): Promise<Added> {
  await bringer(actor)
  const slugs = [...new Set(posts.map(({ slug }) => slug))]
  const found: string[] = []
  for (let start = 0; start < slugs.length; start += 500)
    for (const { slug } of await read.article.findMany({ where: { slug: { in: slugs.slice(start, start + 500) }, trashedAt: null }, select: { slug: true } }))
      found.push(slug)
  const text = posts.map(({ path, slug }) => `${path.replaceAll(/[\s,]/g, encodeURIComponent)} /articles/${slug}`).join('\n')
  return addRedirects(actor, { text, replace: false }, { planned: found.map((slug) => `/articles/${slug}`) })
}
