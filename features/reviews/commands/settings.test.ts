import { expect, test } from 'vitest'
import { listDecisions } from '@/features/decisions/queries/list-decisions'
import { setRole, suspendAccount } from '@/features/accounts/commands/set-role'
import { cancelSchedule } from '@/features/articles/commands/cancel-schedule'
import { changeSlug } from '@/features/articles/commands/change-slug'
import { publishArticle } from '@/features/articles/commands/publish-article'
import { saveSeries } from '@/features/articles/commands/save-series'
import { scheduleArticle } from '@/features/articles/commands/schedule-article'
import { setAuthors } from '@/features/articles/commands/set-authors'
import { setSeries } from '@/features/articles/commands/set-series'
import { unpublishArticle } from '@/features/articles/commands/unpublish-article'
import { publishScheduled } from '@/features/articles/jobs'
import { saveRecord } from '@/features/records/commands/save-record'
import { read, write } from '@/platform/db'
import { roles } from '@/platform/roles'
import { makeDocument, makeEntry, makeList, makePublished, saveDraft } from '@/tests/factories/lists'
import { guest, makeActor } from '@/tests/factories/writers'
import { useDatabase } from '@/tests/support/database'
import { lastSwitched } from '@/features/settings/queries/switched'
import { getSiteSettings } from '@/features/settings/queries/site-settings'
import { switches } from '@/features/settings/schema'
import { turnSwitch } from '@/features/settings/commands/turn-switch'

useDatabase()

const off = async (name: keyof typeof switches) => turnSwitch(await makeActor('admin'), { name, on: false })
const soon = () => new Date(Date.now() + 60_000)
const arrive = (editionId: string) => write((tx) => tx.edition.update({ where: { id: editionId }, data: { publishAt: new Date(Date.now() - 1) } }))
const articleOf = (id: string) => read.article.findUniqueOrThrow({ where: { id } })
const reviewFirst = { code: 'forbidden', message: expect.stringContaining('ask for a review') }

test('what nobody has set stands as it was; what cannot be read does too', async () => {
  expect(await getSiteSettings()).toEqual({ 'authors-publish-alone': true, 'authors-change-records': true })
  await write((tx) => tx.setting.createMany({ data: [{ name: 'authors-publish-alone', value: 'no' }, { name: 'authors-change-records', value: false }] })) // prettier-ignore
  expect(await getSiteSettings()).toEqual({ 'authors-publish-alone': true, 'authors-change-records': false })
})

test('admins and owners turn a switch, nobody else; who did is kept, and turning it to where it stands is nothing', async () => {
  for (const actor of [guest, ...(await Promise.all(roles.slice(0, 3).map((role) => makeActor(role)))), { ...(await makeActor('admin')) }])
    if (actor.account?.role !== 'admin')
      await expect(turnSwitch(actor, { name: 'authors-publish-alone', on: false })).rejects.toMatchObject({
        code: actor.account ? 'forbidden' : 'unauthorized',
      })
  expect(await read.setting.count()).toBe(0)
  const [admin, owner] = [await makeActor('admin', 'Ada'), await makeActor('owner', 'Ono')]
  expect(await turnSwitch(admin, { name: 'authors-publish-alone', on: false })).toEqual({ 'authors-publish-alone': false, 'authors-change-records': true })
  await turnSwitch(admin, { name: 'authors-publish-alone', on: false })
  await turnSwitch(owner, { name: 'authors-publish-alone', on: true })
  expect((await listDecisions('setting', ['authors-publish-alone'])).get('authors-publish-alone')).toMatchObject([
    { action: 'change', maker: 'moderator', accountId: admin.account.id, note: 'off' },
    { action: 'change', maker: 'moderator', accountId: owner.account.id, note: 'on' },
  ])
  expect(await lastSwitched()).toEqual({ 'authors-publish-alone': { at: expect.any(Date), by: 'Ono' } })
})

test('with it off an author publishes, schedules and unpublishes nothing alone, and editors do; turned on again they do', async () => {
  const [author, editor, admin] = [await makeActor('author'), await makeActor('editor'), await makeActor('admin')]
  const draft = await makeList(author, makeDocument('Draft', [makeEntry('One')]))
  const live = await makePublished(author, makeDocument('Live', [makeEntry('One')]))
  const { id: seriesId } = await saveSeries(editor, { id: null, title: 'A series', slug: 'a-series', description: '' })
  await off('authors-publish-alone')
  await expect(publishArticle(author, draft)).rejects.toMatchObject(reviewFirst)
  await expect(scheduleArticle(author, { ...draft, at: soon() })).rejects.toMatchObject(reviewFirst)
  await expect(unpublishArticle(author, live)).rejects.toMatchObject({ code: 'forbidden' })
  // What readers would see at once: of a live list alone, and nothing is refused that changes nothing.
  const [{ slug }, { slug: other }] = [await articleOf(live.articleId), await articleOf(draft.articleId)]
  for (const [may, articleId, from] of [
    [false, live.articleId, slug],
    [true, draft.articleId, other],
  ] as const) {
    // prettier-ignore
    const changes = [
      () => changeSlug(author, { articleId, slug: `${from}-elsewhere` }),
      () => setSeries(author, { articleId, seriesId, position: 1 }),
      () => setAuthors(author, { articleId, authorIds: [] }),
    ]
    for (const change of changes)
      await (may ? change() : expect(change()).rejects.toMatchObject({ code: 'forbidden', message: expect.stringContaining('ask one') }))
  }
  await changeSlug(author, { articleId: live.articleId, slug })
  await setSeries(editor, { articleId: live.articleId, seriesId, position: 1 })
  expect(await read.edition.count({ where: { articleId: draft.articleId } })).toBe(0)
  expect(await articleOf(live.articleId)).toMatchObject({ state: 'published' })
  // Another's list is still not there, and a stranger is told no more than before.
  await expect(publishArticle(await makeActor('author'), draft)).rejects.toMatchObject({ code: 'not_found' })
  await publishArticle(editor, draft)
  await unpublishArticle(editor, live)
  await turnSwitch(admin, { name: 'authors-publish-alone', on: true })
  await publishArticle(author, live)
})

test('what another process has set a moment ago counts in the next command', async () => {
  const author = await makeActor('author')
  const draft = await makeList(author, makeDocument('Draft', [makeEntry('One')]))
  await write((tx) => tx.setting.create({ data: { name: 'authors-publish-alone', value: false } }))
  await expect(publishArticle(author, draft)).rejects.toMatchObject(reviewFirst)
  await write((tx) => tx.setting.update({ where: { name: 'authors-publish-alone' }, data: { value: true } }))
  await publishArticle(author, draft)
})

test('what an author scheduled is looked at again when its time comes: withdrawn with a reason while the switch is off; an editor’s goes out', async () => {
  const [author, editor] = [await makeActor('author'), await makeActor('editor')]
  const theirs = await makeList(author, makeDocument('Theirs', [makeEntry('One')]))
  const ours = await makeList(author, makeDocument('Ours', [makeEntry('One')]))
  const mine = await makeList(author, makeDocument('Mine', [makeEntry('One')]))
  const editions = [await scheduleArticle(author, { ...theirs, at: soon() }), await scheduleArticle(editor, { ...ours, at: soon() })]
  await scheduleArticle(author, { ...mine, at: soon() })
  await off('authors-publish-alone')
  for (const { editionId } of editions) await arrive(editionId)
  await publishScheduled({ editionId: editions[0]!.editionId, by: author.account.id })
  await publishScheduled({ editionId: editions[1]!.editionId, by: editor.account.id })
  expect(await articleOf(theirs.articleId)).toMatchObject({ state: 'draft', currentEditionId: null })
  expect((await read.edition.findUniqueOrThrow({ where: { id: editions[0]!.editionId } })).note).toContain('an editor approves what authors publish now')
  expect(await articleOf(ours.articleId)).toMatchObject({ state: 'published' })
  // What waits is withdrawn by its author all the same: nothing reaches readers by that.
  await cancelSchedule(author, mine)
  expect(await articleOf(mine.articleId)).toMatchObject({ state: 'draft' })
})

test('an account that lost its role since is refused as before, whatever the switch says', async () => {
  const author = await makeActor('author')
  const list = await makeList(author, makeDocument('List', [makeEntry('One')]))
  const { editionId } = await scheduleArticle(author, { ...list, at: soon() })
  await setRole('operator', author.account.id, 'reader')
  await suspendAccount('operator', author.account.id, false)
  await arrive(editionId)
  await publishScheduled({ editionId, by: author.account.id })
  expect((await read.edition.findUniqueOrThrow({ where: { id: editionId } })).note).toContain('may no longer publish this list')
})

test('with it off authors add records and change none, and begin no series; editors do', async () => {
  const [author, editor] = [await makeActor('author'), await makeActor('editor')]
  const person = {
    kind: 'person',
    slug: 'iu',
    name: 'IU',
    names: [],
    description: '',
    parentId: null,
    latitude: null,
    longitude: null,
    date: null,
    url: null,
  } as const
  const { id } = await saveRecord(author, { ...person, names: [], id: null })
  await saveRecord(author, { ...person, names: [], id, name: 'IU (singer)' })
  await off('authors-change-records')
  await expect(saveRecord(author, { ...person, names: [], id, name: 'Mine' })).rejects.toMatchObject({
    code: 'forbidden',
    message: expect.stringContaining('editors'),
  })
  expect(await read.record.findUniqueOrThrow({ where: { id } })).toMatchObject({ name: 'IU (singer)' })
  await saveRecord(author, { ...person, names: [], id: null, slug: 'taeyang', name: 'Taeyang' })
  await saveRecord(editor, { ...person, names: [], id, name: 'IU' })
  const series = { id: null, slug: 'flashback', title: 'Flashback', description: '' }
  await expect(saveSeries(author, series)).rejects.toMatchObject({ code: 'forbidden' })
  await saveSeries(editor, series)
  // A draft is saved as before.
  const list = await makeList(author, makeDocument('Mine', [makeEntry('One')]))
  await saveDraft(author, { ...list, document: { ...list.document, title: 'Mine too' } })
})
