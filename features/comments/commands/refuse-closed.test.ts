import { expect, test } from 'vitest'
import { read, write } from '@/platform/db'
import { saveSite } from '@/features/settings/commands/save-site'
import { siteInput, type SiteForm } from '@/features/settings/schema'
import { makeActor } from '@/tests/factories/writers'
import { guest, makeList, member } from '@/tests/support/comments'
import { useDatabase } from '@/tests/support/database'
import { closeConversations } from './close-conversations'
import { talkOf } from '../policy'
import { getTalk } from '../queries/talk'
import { postInput } from '../schema'
import { postComment } from './post-comment'

useDatabase()

const set = async (values: Partial<SiteForm>) => saveSite(await makeActor('admin'), siteInput.parse({ values, base: {} }))
const say = (actor = guest(), slug: string, body = `Said ${Math.random()}`) => postComment(actor, postInput.parse({ slug, name: 'Jisoo', body }))
const day = 86_400_000
const publishedAgo = (id: string, ms: number) => write((tx) => tx.article.update({ where: { id }, data: { firstPublishedAt: new Date(Date.now() - ms) } }))

test('who may comment: everybody, accounts alone, nobody', async () => {
  const { slug } = await makeList()
  await say(guest(), slug)
  await set({ commenters: 'accounts' })
  await expect(say(guest(), slug)).rejects.toMatchObject({ code: 'forbidden', message: expect.stringContaining('sign in') })
  await say(await member('reader', 'Mina'), slug)
  await set({ commenters: 'nobody' })
  await expect(say(await member('owner', 'Ono'), slug)).rejects.toMatchObject({ code: 'forbidden' })
  await set({ commenters: 'everyone' })
  await say(guest(), slug)
  expect(await read.comment.count()).toBe(3)
})

test('comments close so many days after a list was first published; its page is told once its time has come', async () => {
  const { slug, id } = await makeList()
  const { id: older } = await makeList()
  await publishedAgo(id, 7 * day - 60_000)
  await publishedAgo(older, 8 * day)
  await set({ commentDays: 7 })
  await say(guest(), slug)
  const events = () => read.event.findMany({ where: { type: 'conversation.closed' }, select: { tags: true } })
  await closeConversations()
  expect(await events()).toEqual([])
  await publishedAgo(id, 7 * day + 60_000)
  await expect(say(guest(), slug)).rejects.toMatchObject({ code: 'forbidden', message: expect.stringContaining('closed') })
  expect(await getTalk({ publishedAt: new Date(Date.now() - 7 * day) })).toBe('over')
  await closeConversations()
  expect(await events()).toEqual([{ tags: [`comments:${id}`] }])
})

test('every list is told, however many there are, and also of the time when nobody worked', async () => {
  await set({ commentDays: 7 })
  await closeConversations()
  // Three hours without a round.
  await write((tx) => tx.setting.update({ where: { name: 'comments.closed' }, data: { value: { days: 7, at: new Date(Date.now() - 7 * day - 3 * 3_600_000).toISOString() } } })) // prettier-ignore
  const ids = Array.from({ length: 1100 }, (_, index) => `many${index}`)
  const firstPublishedAt = new Date(Date.now() - 7 * day - 2 * 3_600_000)
  await write((tx) => tx.article.createMany({ data: ids.map((id) => ({ id, slug: id, state: 'published' as const, title: id, firstPublishedAt })) }))
  await closeConversations()
  const told = async () => (await read.event.findMany({ where: { type: 'conversation.closed' }, select: { tags: true } })).flatMap(({ tags }) => tags)
  expect(new Set(await told())).toEqual(new Set(ids.map((id) => `comments:${id}`)))
  const before = (await told()).length
  await closeConversations()
  expect(await told()).toHaveLength(before)
  await write((tx) => tx.article.deleteMany({ where: { id: { startsWith: 'many' } } }))
})

test('the moment itself is over, the one before is not', () => {
  const [at, end] = [new Date('2026-11-01T12:00:00Z'), new Date('2026-11-08T12:00:00Z')]
  const rules = { commenters: 'everyone', commentDays: 7 } as const
  expect([
    talkOf(rules, { publishedAt: at }, new Date(end.getTime() - 1)),
    talkOf(rules, { publishedAt: at }, end),
    talkOf({ ...rules, commenters: 'nobody' }, { publishedAt: at }, at),
  ]).toEqual(['everyone', 'over', 'off'])
})

test('a guest’s comment with more links than the site lets them have waits', async () => {
  const { slug } = await makeList()
  const two = 'https://a.example https://b.example'
  expect((await say(guest(), slug, `Look ${two}`)).codes).toEqual([])
  await set({ guestLinks: 1 })
  expect((await say(guest(), slug, `Look again ${two}`)).codes).toEqual(['many-links'])
  await set({ guestLinks: 3 })
  expect((await say(guest(), slug, `And ${two} https://c.example`)).codes).toEqual([])
})
