import fs from 'node:fs'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { leaveSite } from '@/features/accounts/commands/leave-site'
import { setRole, suspendAccount } from '@/features/accounts/commands/set-role'
import { moveSchedule } from '@/features/articles/commands/move-schedule'
import { publishArticle } from '@/features/articles/commands/publish-article'
import { scheduleArticle } from '@/features/articles/commands/schedule-article'
import { setAuthors } from '@/features/articles/commands/set-authors'
import { unpublishArticle } from '@/features/articles/commands/unpublish-article'
import { publishScheduled } from '@/features/articles/jobs'
import { getPublication } from './publication'
import { listForStudio } from './studio-list'
import { turnSwitch } from '@/features/settings/commands/turn-switch'
import { config } from '@/platform/config'
import { read, write } from '@/platform/db'
import { deleteForGood, makeDocument, makeEntry, makeList, makePublished, saveDraft } from '@/tests/factories/lists'
import { guest, makeActor } from '@/tests/factories/writers'
import { useDatabase } from '@/tests/support/database'
import { defineReviewJobs, sendReviewMail, tellOfReview } from '@/features/reviews/jobs'
import { listWaiting } from '@/features/reviews/queries/waiting'
import { askForReview } from '@/features/reviews/commands/ask-for-review'
import { approveReview, returnReview } from '@/features/reviews/commands/decide-review'
import { withdrawReview } from '@/features/reviews/commands/withdraw-review'

useDatabase()
defineReviewJobs()

type Author = Awaited<ReturnType<typeof makeActor>>
const articleOf = (id: string) => read.article.findUniqueOrThrow({ where: { id } })
const reviewOf = (id: string) => read.review.findUniqueOrThrow({ where: { id } })
const ask = (author: Author, list: { articleId: string; version: number }, note = 'Please look', reviewerId: string | null = null) =>
  askForReview(author, { articleId: list.articleId, version: list.version, note, reviewerId })
const soon = () => new Date(Date.now() + 60_000)
const arrive = (editionId: string) => write((tx) => tx.edition.update({ where: { id: editionId }, data: { publishAt: new Date(Date.now() - 1) } }))

/** An author of a list whose site lets authors publish what an editor has approved. */
async function reviewedSite() {
  const [author, editor] = [await makeActor('author', 'Ari'), await makeActor('editor', 'Edda')]
  await turnSwitch(await makeActor('admin'), { name: 'authors-publish-alone', on: false })
  const list = await makeList(author, makeDocument('Reviewed', [makeEntry('One'), makeEntry('Two')]))
  return { author, editor, list }
}

test('an author asks, an editor approves, and the author publishes those very words', async () => {
  const { author, editor, list } = await reviewedSite()
  const { reviewId } = await ask(author, list)
  expect(await articleOf(list.articleId)).toMatchObject({ state: 'review' })
  await expect(ask(author, list)).rejects.toMatchObject({ code: 'conflict' })
  await expect(publishArticle(author, list)).rejects.toMatchObject({ code: 'forbidden' })
  await approveReview(editor, { articleId: list.articleId, reviewId, version: list.version, answer: '' })
  expect(await articleOf(list.articleId)).toMatchObject({ state: 'draft' })
  expect(await reviewOf(reviewId)).toMatchObject({
    state: 'approved',
    decidedVersion: list.version,
    decidedById: editor.account.id,
    decidedAt: expect.any(Date),
  })
  await publishArticle(author, list)
  expect(await reviewOf(reviewId)).toMatchObject({ state: 'published', currentOf: null, decidedById: editor.account.id })
  expect(await articleOf(list.articleId)).toMatchObject({ state: 'published', publishedVersion: list.version })
})

test('what changes after the approval is named, and needs approval again', async () => {
  const { author, editor, list } = await reviewedSite()
  const { reviewId } = await ask(author, list)
  await approveReview(editor, { articleId: list.articleId, reviewId, version: list.version, answer: '' })
  const entries = [{ ...list.document.entries[0]!, body: 'More words.' }, makeEntry('Three')]
  const { version } = await saveDraft(author, { ...list, document: { ...list.document, entries } })
  await expect(publishArticle(author, { ...list, version })).rejects.toMatchObject({ code: 'forbidden', message: expect.stringContaining('changed since') })
  // The words that were approved are not those of the draft any more.
  await expect(publishArticle(author, list)).rejects.toMatchObject({ code: 'conflict' })
  const { changedSince, review } = await getPublication(author, list.articleId)
  expect(review).toMatchObject({ state: 'approved', isMine: true })
  expect(changedSince?.entries.map(({ heading, change }) => `${heading} ${change}`)).toEqual(['One changed', 'Three added', 'Two removed'])
  const again = await ask(author, { articleId: list.articleId, version }, 'Again')
  expect(await reviewOf(reviewId)).toMatchObject({ state: 'approved', currentOf: null })
  await approveReview(editor, { articleId: list.articleId, reviewId: again.reviewId, version, answer: '' })
  await publishArticle(author, { ...list, version })
})

test('an editor approves the version that they saw, although the author has gone on', async () => {
  const { author, editor, list } = await reviewedSite()
  const { reviewId } = await ask(author, list)
  const { version } = await saveDraft(author, { ...list, document: { ...list.document, title: 'Changed meanwhile' } })
  await expect(approveReview(editor, { articleId: list.articleId, reviewId, version: version + 1, answer: '' })).rejects.toMatchObject({ code: 'invalid' })
  await approveReview(editor, { articleId: list.articleId, reviewId, version: list.version, answer: '' })
  await expect(publishArticle(author, { ...list, version })).rejects.toMatchObject({ code: 'forbidden' })
  expect((await getPublication(editor, list.articleId)).changedSince).toMatchObject({ fields: ['title'] })
})

test('what was sent back has its reason, and the last decision about a version counts', async () => {
  const { author, editor, list } = await reviewedSite()
  const first = await ask(author, list)
  await approveReview(editor, { articleId: list.articleId, reviewId: first.reviewId, version: list.version, answer: '' })
  const second = await ask(author, list)
  await returnReview(editor, { articleId: list.articleId, reviewId: second.reviewId, version: list.version, answer: 'The last one is too much.' })
  await expect(publishArticle(author, list)).rejects.toMatchObject({ code: 'forbidden' })
  const { review } = await getPublication(author, list.articleId)
  expect(review).toMatchObject({ state: 'returned', answer: 'The last one is too much.', decidedBy: 'Edda', isMine: true })
  await expect(returnReview(editor, { articleId: list.articleId, reviewId: second.reviewId, version: list.version, answer: 'Again' })).rejects.toMatchObject({
    code: 'conflict',
  })
})

test('an approval is for one publication: a list that an editor takes from its readers is approved anew', async () => {
  const { author, editor, list } = await reviewedSite()
  const { reviewId } = await ask(author, list)
  await approveReview(editor, { articleId: list.articleId, reviewId, version: list.version, answer: '' })
  await publishArticle(author, list)
  await unpublishArticle(editor, list)
  await expect(publishArticle(author, list)).rejects.toMatchObject({ code: 'forbidden' })
})

test('what was approved is scheduled by its author, put off, and goes out at its time although the draft has changed', async () => {
  const { author, editor, list } = await reviewedSite()
  const { reviewId } = await ask(author, list)
  await approveReview(editor, { articleId: list.articleId, reviewId, version: list.version, answer: '' })
  await scheduleArticle(author, { ...list, at: soon() })
  const { editionId } = await scheduleArticle(author, { ...list, at: soon() })
  const { version } = await saveDraft(author, { ...list, document: { ...list.document, title: 'Later words' } })
  const again = await ask(author, { articleId: list.articleId, version })
  await arrive(editionId)
  await publishScheduled({ editionId, by: author.account.id })
  expect(await articleOf(list.articleId)).toMatchObject({ state: 'published', title: 'Reviewed' })
  // The request for the later words still waits.
  expect(await reviewOf(again.reviewId)).toMatchObject({ state: 'open', currentOf: list.articleId })
})

test('editors publish without waiting, which ends the request; who asked withdraws it', async () => {
  const { author, editor, list } = await reviewedSite()
  const first = await ask(author, list)
  const other = await makeActor('author')
  await setAuthors(editor, { articleId: list.articleId, authorIds: [author.authorId, other.authorId] })
  await expect(withdrawReview(other, list)).rejects.toMatchObject({ code: 'forbidden' })
  await withdrawReview(author, list)
  expect(await reviewOf(first.reviewId)).toMatchObject({ state: 'withdrawn', currentOf: null })
  expect(await articleOf(list.articleId)).toMatchObject({ state: 'draft' })
  await expect(withdrawReview(author, list)).rejects.toMatchObject({ code: 'conflict' })
  await expect(approveReview(editor, { articleId: list.articleId, reviewId: first.reviewId, version: list.version, answer: '' })).rejects.toMatchObject({
    code: 'conflict',
  })
  const second = await ask(author, list)
  // A page that stayed open since the first one withdraws that alone.
  await expect(withdrawReview(author, { articleId: list.articleId, reviewId: first.reviewId })).rejects.toMatchObject({ code: 'conflict' })
  expect(await reviewOf(second.reviewId)).toMatchObject({ state: 'open' })
  await publishArticle(editor, list)
  expect(await reviewOf(second.reviewId)).toMatchObject({ state: 'published', currentOf: null, decidedById: editor.account.id, decidedVersion: list.version })
  expect((await getPublication(author, list.articleId)).review).toBeNull()
})

test('who may ask, decide and be asked; a list that cannot be published is not sent round', async () => {
  const { author, editor, list } = await reviewedSite()
  const [stranger, reader] = [await makeActor('author'), await makeActor('reader')]
  for (const [actor, code] of [
    [guest, 'unauthorized'],
    [reader, 'forbidden'],
    [stranger, 'not_found'],
  ] as const)
    // prettier-ignore
    await expect(askForReview(actor, { articleId: list.articleId, version: list.version, note: '', reviewerId: null })).rejects.toMatchObject({ code })
  await expect(ask(author, list, '', stranger.account.id)).rejects.toMatchObject({ code: 'invalid', fields: { reviewerId: expect.any(String) } })
  await expect(ask(author, { ...list, version: list.version - 1 })).rejects.toMatchObject({ code: 'conflict' })
  const empty = await makeList(author, makeDocument('Empty', []))
  await expect(ask(author, empty)).rejects.toMatchObject({ code: 'invalid', data: expect.any(Array) })
  const { reviewId } = await ask(author, list, 'Please', editor.account.id)
  for (const decide of [approveReview, returnReview]) {
    const decision = { articleId: list.articleId, reviewId, version: list.version, answer: 'x' }
    await expect(decide(author, decision)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(decide(stranger, decision)).rejects.toMatchObject({ code: 'not_found' })
    await expect(decide(reader, decision)).rejects.toMatchObject({ code: 'forbidden' })
  }
  // Every editor decides, also about what another one was asked.
  await approveReview(await makeActor('editor'), { articleId: list.articleId, reviewId, version: list.version, answer: '' })
})

test('two who ask at once make one request, and two who decide at once make one decision', async () => {
  const { author, editor, list } = await reviewedSite()
  const asked = await Promise.allSettled([ask(author, list), ask(author, list), ask(author, list)])
  expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const { id: reviewId } = await read.review.findFirstOrThrow({ where: { articleId: list.articleId } })
  expect(await read.review.count()).toBe(1)
  const decision = { articleId: list.articleId, reviewId, version: list.version, answer: 'x' }
  const decided = await Promise.allSettled([approveReview(editor, decision), returnReview(editor, decision), withdrawReview(author, list)])
  expect(decided.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('what waits for whom, the most pressing first', async () => {
  const { author, editor, list } = await reviewedSite()
  const other = await makeActor('editor', 'Otto')
  const second = await makeList(author, makeDocument('For Edda', [makeEntry('One')]))
  const third = await makePublished(editor, makeDocument('Live already', [makeEntry('One')]))
  await ask(author, list, 'For all')
  const named = await ask(author, second, 'For Edda', editor.account.id)
  await ask(other as Author, third, 'Of an editor')
  expect((await listWaiting(editor)).map(({ title, is, named: byName }) => [title, is, byName])).toEqual([
    ['For Edda', 'asked', true],
    ['Reviewed', 'asked', false],
    ['Live already', 'asked', false],
  ])
  expect((await listWaiting(other)).map(({ title }) => title)).toEqual(['Reviewed'])
  expect(await listWaiting(author)).toEqual([])
  expect(await listWaiting(guest)).toEqual([])
  expect((await articleOf(third.articleId)).state).toBe('published')
  // Under “In review” stands what readers see already, too, with and without a search.
  for (const search of ['', 'l']) {
    const { rows, counts } = await listForStudio(editor, { state: 'review', search, page: 1 })
    expect(rows.map(({ title, reviews }) => [title, reviews[0]?.state])).toEqual(
      expect.arrayContaining([['Live already', 'open'], ...(search ? [] : [['Reviewed', 'open']])]),
    )
    expect(counts.review).toBe(rows.length)
  }
  // Whoever was asked by name is no editor any more: then it waits for all.
  await setRole('operator', editor.account.id, 'author')
  expect((await listWaiting(other)).map(({ title }) => title)).toEqual(['Reviewed', 'For Edda'])
  await returnReview(other, { articleId: second.articleId, reviewId: named.reviewId, version: second.version, answer: 'No' })
  expect(await listWaiting(author)).toMatchObject([{ title: 'For Edda', is: 'returned', who: 'Otto', words: 'No' }])
})

test('a request and its answers stay when accounts leave, and go with their list', async () => {
  const { author, editor, list } = await reviewedSite()
  const { reviewId } = await ask(author, list, 'Please', editor.account.id)
  await leaveSite('operator', { accountId: editor.account.id, leaving: 'erased' })
  await leaveSite('operator', { accountId: author.account.id, leaving: 'erased' })
  expect(await reviewOf(reviewId)).toMatchObject({ state: 'open', askedById: null, reviewerId: null })
  const another = await makeActor('editor')
  expect(await listWaiting(another)).toMatchObject([{ who: null, is: 'asked' }])
  await withdrawReview(another, list)
  await deleteForGood(another, list)
  expect(await read.review.count()).toBe(0)
})

const mailDir = path.join(config.dataDir, 'mail')
afterEach(() => fs.rmSync(mailDir, { recursive: true, force: true }))
const mails = () => (fs.existsSync(mailDir) ? fs.readdirSync(mailDir).sort().map((name) => fs.readFileSync(path.join(mailDir, name), 'utf8')) : []) // prettier-ignore
const keys = async (start: string) =>
  (await read.job.findMany({ where: { key: { startsWith: start } }, select: { payload: true } })).map(({ payload }) => payload)

test('who is asked gets a mail: one editor by name, or all but who asked; it is in the queue with the request, and comes once', async () => {
  const { author, editor, list } = await reviewedSite()
  const others = [await makeActor('editor', 'Otto'), await makeActor('owner', 'Ono')]
  await suspendAccount('operator', (await makeActor('editor', 'Gone')).account.id, true)
  const { reviewId } = await ask(author, list, 'Is 7 too much?\nAnd the order?')
  expect(await keys('reviews.tell')).toEqual([{ kind: 'asked', reviewId }])
  await tellOfReview({ kind: 'asked', reviewId })
  await tellOfReview({ kind: 'asked', reviewId })
  const told = (await keys('reviews.mail')) as { accountId: string }[]
  const admin = await read.account.findFirstOrThrow({ where: { role: 'admin' } })
  expect(told.map(({ accountId }) => accountId).sort()).toEqual([editor.account.id, admin.id, ...others.map(({ account }) => account.id)].sort())
  await sendReviewMail({ kind: 'asked', reviewId, accountId: editor.account.id })
  expect(mails()).toHaveLength(1)
  expect(mails()[0]).toContain(`To: ${editor.account.email}`)
  expect(mails()[0]).toContain('Ari asks for a review of “Reviewed”.')
  expect(mails()[0]).toContain('> Is 7 too much?\n> And the order?')
  expect(mails()[0]).toContain(`/admin/articles/${list.articleId}`)
  // Once it has gone on, and to whoever may not hear of it any more, nothing is sent.
  await setRole('operator', others[0]!.account.id, 'author')
  await sendReviewMail({ kind: 'asked', reviewId, accountId: others[0]!.account.id })
  await withdrawReview(author, list)
  await sendReviewMail({ kind: 'asked', reviewId, accountId: others[1]!.account.id })
  expect(mails()).toHaveLength(1)
  const named = await ask(author, list, '', editor.account.id)
  await write((tx) => tx.job.deleteMany({}))
  await tellOfReview({ kind: 'asked', reviewId: named.reviewId })
  expect(await keys('reviews.mail')).toEqual([{ kind: 'asked', reviewId: named.reviewId, accountId: editor.account.id }])
})

test('who asked gets a mail when it is approved or sent back', async () => {
  const { author, editor, list } = await reviewedSite()
  const { reviewId } = await ask(author, list)
  await returnReview(editor, { articleId: list.articleId, reviewId, version: list.version, answer: 'The last one is too much.' })
  await tellOfReview({ kind: 'returned', reviewId })
  expect(await keys('reviews.mail')).toEqual([{ kind: 'returned', reviewId, accountId: author.account.id }])
  await sendReviewMail({ kind: 'returned', reviewId, accountId: author.account.id })
  expect(mails()[0]).toMatch(/Subject: Sent back: Reviewed/)
  expect(mails()[0]).toContain('> The last one is too much.')
  const again = await ask(author, list)
  await approveReview(editor, { articleId: list.articleId, reviewId: again.reviewId, version: list.version, answer: '' })
  await sendReviewMail({ kind: 'approved', reviewId: again.reviewId, accountId: author.account.id })
  expect(mails().some((mail) => /Subject: Approved: Reviewed/.test(mail) && mail.includes('Edda approved “Reviewed”'))).toBe(true)
})

test('nobody gets a mail about a list that is not theirs any more', async () => {
  const { author, editor, list } = await reviewedSite()
  const { reviewId } = await ask(author, list)
  await returnReview(editor, { articleId: list.articleId, reviewId, version: list.version, answer: 'Not for readers.' })
  await setRole('operator', author.account.id, 'reader')
  await sendReviewMail({ kind: 'returned', reviewId, accountId: author.account.id })
  expect(mails()).toEqual([])
})

test('approved words that wait for their time are still approved; when they are live the request is over', async () => {
  const { author, editor, list } = await reviewedSite()
  const { reviewId } = await ask(author, list)
  await approveReview(editor, { articleId: list.articleId, reviewId, version: list.version, answer: '' })
  const { editionId } = await scheduleArticle(author, { ...list, at: soon() })
  expect(await getPublication(author, list.articleId)).toMatchObject({
    approved: [list.version],
    may: { publish: false },
    waiting: { ofVersion: list.version },
  })
  const { version } = await saveDraft(author, { ...list, document: { ...list.document, title: 'Later words' } })
  expect((await getPublication(author, list.articleId)).approved).toEqual([list.version])
  await expect(publishArticle(author, { ...list, version })).rejects.toMatchObject({ code: 'forbidden' })
  await moveSchedule(author, { articleId: list.articleId, editionId, at: new Date(Date.now() + 120_000) })
  await arrive(editionId)
  await publishScheduled({ editionId, by: author.account.id })
  expect((await getPublication(author, list.articleId)).approved).toEqual([])
  expect(await read.review.count({ where: { currentOf: list.articleId } })).toBe(0)
})

test('a request that is approved while the same words wait by an editor’s order is over when they are live', async () => {
  const { author, editor, list } = await reviewedSite()
  const { editionId } = await scheduleArticle(editor, { ...list, at: soon() })
  const { reviewId } = await ask(author, list)
  await approveReview(editor, { articleId: list.articleId, reviewId, version: list.version, answer: '' })
  await arrive(editionId)
  await publishScheduled({ editionId, by: editor.account.id })
  expect(await reviewOf(reviewId)).toMatchObject({ state: 'published', currentOf: null })
})
