import { afterEach, expect, test } from 'vitest'
import { leaveSite } from '@/features/accounts/commands/leave-site'
import { moveClock, setClock } from '@/platform/clock'
import { read, write } from '@/platform/db'
import { makeDocument, makeEntry, makeList } from '@/tests/factories/lists'
import { guest, makeActor } from '@/tests/factories/writers'
import { useDatabase } from '@/tests/support/database'
import { sweepOperations } from '../jobs'
import { makePreviewLinkInput } from '../preview-links'
import { previewLimits } from '../schema'
import { listPreviewLinks } from '../queries/preview-links'
import { deleteArticle } from './delete-article'
import { makePreviewLink } from './make-preview-link'
import { openPreviewLink } from './open-preview-link'
import { revokePreviewLink } from './revoke-preview-link'
import { setAuthors } from './set-authors'

useDatabase()
afterEach(() => setClock(null))

const dayMs = 86_400_000
const aList = (actor: Parameters<typeof makeList>[0], title = 'Secret list') => makeList(actor, makeDocument(title, [makeEntry('One')]))
const tokenOf = ({ address }: { address: string }) => address.split('/preview/')[1]!
const open = async (made: { address: string }) => openPreviewLink(tokenOf(made), null)

test('a link is made for somebody, opened until its end, and only its hash is kept', async () => {
  const author = await makeActor('author', 'Anna')
  const { articleId } = await aList(author)
  const made = await makePreviewLink(author, { articleId, label: 'Rain’s manager', days: 7 })
  expect(tokenOf(made)).toMatch(/^[\w-]{43}$/)
  const row = await read.previewLink.findUniqueOrThrow({ where: { id: made.id } })
  expect(JSON.stringify(row)).not.toContain(tokenOf(made))
  expect(row.tokenHash).toMatch(/^[0-9a-f]{64}$/)
  expect(await listPreviewLinks(author, articleId)).toMatchObject([{ label: 'Rain’s manager', by: 'You', lastOpenedAt: null, works: true }])
  expect(await openPreviewLink(tokenOf(made), null, false)).not.toBeNull()
  expect(await listPreviewLinks(author, articleId)).toMatchObject([{ lastOpenedAt: null }])
  expect(await open(made)).toMatchObject({ articleId, label: 'Rain’s manager' })
  const [listed] = await listPreviewLinks(await makeActor('editor'), articleId)
  expect(listed).toMatchObject({ by: 'Anna', lastOpenedAt: expect.any(String) })
  for (const wrong of ['', 'x', `${tokenOf(made)}x`, tokenOf(made).slice(1), 'A'.repeat(43), '0'.repeat(10_000), '\u0000']) {
    expect(await openPreviewLink(wrong, null)).toBeNull()
  }
  moveClock(7 * dayMs - 60_000)
  expect(await open(made)).not.toBeNull()
  moveClock(60_000)
  expect(await open(made)).toBeNull()
  expect(await listPreviewLinks(author, articleId)).toEqual([])
  // It stays for a month, and goes then.
  await sweepOperations()
  expect(await read.previewLink.count()).toBe(1)
  moveClock(31 * dayMs)
  await sweepOperations()
  expect(await read.previewLink.count()).toBe(0)
})

test('whoever may edit the list makes, lists and revokes links, and nobody else; a link is of one list', async () => {
  const [author, editor] = [await makeActor('author'), await makeActor('editor')]
  const { articleId } = await aList(author)
  const other = await aList(editor, 'Another list')
  const made = await makePreviewLink(author, { articleId, label: 'One', days: 1 })
  const foreign = await makePreviewLink(editor, { articleId: other.articleId, label: 'Two', days: 30 })
  const stranger = await makeActor('author', 'Ben')
  await expect(makePreviewLink(stranger, { articleId, label: 'Three', days: 1 })).rejects.toMatchObject({ code: 'not_found' })
  await expect(listPreviewLinks(stranger, articleId)).rejects.toMatchObject({ code: 'not_found' })
  await expect(revokePreviewLink(stranger, { articleId, linkId: made.id })).rejects.toMatchObject({ code: 'not_found' })
  await expect(makePreviewLink(await makeActor('reader'), { articleId, label: 'Three', days: 1 })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(makePreviewLink(guest, { articleId, label: 'Three', days: 1 })).rejects.toMatchObject({ code: 'unauthorized' })
  // A link is revoked by its own list alone.
  await expect(revokePreviewLink(editor, { articleId, linkId: foreign.id })).rejects.toMatchObject({ code: 'not_found' })
  await revokePreviewLink(editor, { articleId, linkId: made.id })
  await revokePreviewLink(author, { articleId, linkId: made.id })
  expect(await open(made)).toBeNull()
  expect(await open(foreign)).toMatchObject({ articleId: other.articleId })
})

test('a link ends with the rights of whoever made it', async () => {
  const [author, editor] = [await makeActor('author', 'Anna'), await makeActor('editor')]
  const { articleId } = await aList(editor)
  await setAuthors(editor, { articleId, authorIds: [author.authorId] })
  const made = await makePreviewLink(author, { articleId, label: 'One', days: 7 })
  const of = async () => (await listPreviewLinks(editor, articleId))[0]
  const suspend = (suspendedAt: Date | null) => write((tx) => tx.account.update({ where: { id: author.account.id }, data: { suspendedAt } }))
  await suspend(new Date())
  expect([await open(made), await of()]).toMatchObject([null, { works: false, by: 'Anna' }])
  await suspend(null)
  expect(await open(made)).not.toBeNull()
  await write((tx) => tx.account.update({ where: { id: author.account.id }, data: { role: 'reader' } }))
  expect([await open(made), await of()]).toMatchObject([null, { works: false }])
  await write((tx) => tx.account.update({ where: { id: author.account.id }, data: { role: 'author' } }))
  await setAuthors(editor, { articleId, authorIds: [] })
  await expect(makePreviewLink(author, { articleId, label: 'Two', days: 7 })).rejects.toMatchObject({ code: 'not_found' })
  expect(await open(made)).toBeNull()
  await setAuthors(editor, { articleId, authorIds: [author.authorId] })
  expect(await open(made)).not.toBeNull()
  await leaveSite(author, { accountId: author.account.id, leaving: 'anonymous' })
  expect([await open(made), await of()]).toMatchObject([null, { works: false, by: '' }])
})

test('at most twenty live links a list, and a list that is deleted takes its links along', async () => {
  const author = await makeActor('author')
  const { articleId } = await aList(author)
  const made = []
  for (let n = 0; n < previewLimits.live; n++) made.push(await makePreviewLink(author, { articleId, label: `Reader ${n}`, days: 7 }))
  await expect(makePreviewLink(author, { articleId, label: 'One more', days: 7 })).rejects.toMatchObject({ code: 'conflict' })
  expect(await listPreviewLinks(author, articleId)).toHaveLength(previewLimits.live)
  await revokePreviewLink(author, { articleId, linkId: made[0]!.id })
  await makePreviewLink(author, { articleId, label: 'One more', days: 7 })
  // A list is deleted from the trash alone, where its links lead nowhere.
  await write((tx) => tx.article.update({ where: { id: articleId }, data: { trashedAt: new Date() } }))
  expect(await open(made[1]!)).toBeNull()
  await revokePreviewLink(author, { articleId, linkId: made[1]!.id })
  expect(await open(made[2]!)).toBeNull()
  await write((tx) => tx.article.update({ where: { id: articleId }, data: { trashedAt: null } }))
  expect([await open(made[1]!), await open(made[2]!)]).toEqual([null, expect.objectContaining({ articleId })])
  await write((tx) => tx.article.update({ where: { id: articleId }, data: { trashedAt: new Date() } }))
  await deleteArticle(author, { articleId })
  expect(await read.previewLink.count()).toBe(0)
  expect(await open(made[2]!)).toBeNull()
})

test('what a link is made of is checked', () => {
  const problem = (input: object) => makePreviewLinkInput.safeParse({ articleId: 'a', label: 'Rain', days: 7, ...input }).error?.issues[0]?.message
  expect(problem({})).toBeUndefined()
  expect(problem({ label: ' ' })).toContain('for whom')
  expect(problem({ label: 'x'.repeat(81) })).toBe('At most 80 characters')
  expect(problem({ label: 'two\nlines' })).toBe('One line only')
  expect(problem({ days: 365 })).toBe('Choose for how long')
})
