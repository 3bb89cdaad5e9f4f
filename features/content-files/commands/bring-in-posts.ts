import type { z } from 'zod'
import { addRedirects, type Added } from '@/features/redirects/commands/add-redirects'
import { read } from '@/platform/db'
import { AppError, conflict, forbidden, unauthorized } from '@/platform/errors'
import { limitId, type Limit } from '@/platform/http/rate-limit'
import type { ActingAccount, Actor } from '@/platform/http/request'
import { FormatError } from '../format/problems'
import { mayBringIn } from '../policy'
import type { CheckedPost, leadPostsInput, PostInput } from '../schema'
import type { ExportedPosts } from '../split/exported-posts'
import type { SplitOnePost } from '../split/post-in'
import { importContent } from './import-content'
import { listKnownRecords } from './list-known-records'
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
  readInThread<SplitOnePost>(accountId, async () => ({ post, known: await listKnownRecords() }), 'This post takes too long to read, or too much memory')

/** What list a post would be. Nothing is kept or changed. */
export async function checkPost(actor: Actor, post: PostInput): Promise<CheckedPost> {
  const { id } = await bringer(actor)
  return (await split(id, post)).check
}

/** `wasThere`: there was a list at its address before, and that stays as it is. */
export type BroughtPost = { id: string; slug: string; wasThere: boolean }

/**
 * Makes a draft of a post, with the records that it needs; the day of its first publication comes along. Idempotent: a post whose address a list has is that list. Throws
 * invalid for a post without entries and for what the format refuses, conflict for an address that a list had.
 */
export async function bringInPost(actor: Actor, post: PostInput): Promise<BroughtPost> {
  const { id: accountId } = await bringer(actor)
  const { files, check } = await split(accountId, post)
  const slug = files.find(({ name }) => name.endsWith('.md'))?.name.slice(0, -'.md'.length)
  if (!check.isList || !slug) throw new AppError('invalid', 'No entry was found in this post, so it is no list')
  const there = await read.article.findUnique({ where: { slug }, select: { id: true } })
  if (there) return { id: there.id, slug, wasThere: true }
  if (await read.redirect.findUnique({ where: { path: `/articles/${slug}` }, select: { path: true } }))
    throw conflict(`A list of this site had the address /articles/${slug} before, so links to it lead there`)
  try {
    await importContent(files, { accountId })
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    throw new AppError('invalid', error.problems.map(({ message }) => message).join('. '))
  }
  const { id } = await read.article.findUniqueOrThrow({ where: { slug }, select: { id: true } })
  return { id, slug, wasThere: false }
}

/** Leads the old addresses of posts to the lists that were made of them, also of those that are drafts still. */
export async function leadPosts(actor: Actor, { posts }: z.output<typeof leadPostsInput>): Promise<Added> {
  await bringer(actor)
  const slugs = [...new Set(posts.map(({ slug }) => slug))]
  const found: string[] = []
  for (let start = 0; start < slugs.length; start += 500)
    for (const { slug } of await read.article.findMany({ where: { slug: { in: slugs.slice(start, start + 500) } }, select: { slug: true } })) found.push(slug)
  const text = posts.map(({ path, slug }) => `${path.replaceAll(/[\s,]/g, encodeURIComponent)} /articles/${slug}`).join('\n')
  return addRedirects(actor, { text, replace: false }, { planned: found.map((slug) => `/articles/${slug}`) })
}
