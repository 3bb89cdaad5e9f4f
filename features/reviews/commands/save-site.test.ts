import { expect, test } from 'vitest'
import { read, write } from '@/platform/db'
import { findSiteName } from '@/platform/site-name'
import { roles } from '@/platform/roles'
import { unpublishArticle } from '@/features/articles/commands/unpublish-article'
import { makeDocument, makeEntry, makeList, makePublished } from '@/tests/factories/lists'
import { guest, makeActor } from '@/tests/factories/writers'
import { useDatabase } from '@/tests/support/database'
import { getCommenting, getLeadId, getSite, getTimeZone } from '@/features/settings/queries/site'
import { getSiteForm, listSettingChanges } from '@/features/settings/queries/site-form'
import { siteDefaults, siteInput, type SiteForm } from '@/features/settings/schema'
import { saveSite } from '@/features/settings/commands/save-site'

useDatabase()

const save = async (values: Partial<SiteForm>, base: Record<string, unknown> = {}, actor?: Awaited<ReturnType<typeof makeActor>>) =>
  saveSite(actor ?? (await makeActor('admin')), siteInput.parse({ values, base }))
const tagsOfLast = async () => (await read.event.findFirstOrThrow({ orderBy: { id: 'desc' } })).tags

test('what nobody has set is as it was: the name of SITE_NAME, comments of everybody; what cannot be read counts as not set', async () => {
  expect(await getSite()).toEqual({ name: 'Lightstick', description: siteDefaults.description, tagline: 'Lists that readers answer.', links: [] })
  expect(await getCommenting()).toEqual({ commenters: 'everyone', commentDays: null, guestLinks: 2, slowSeconds: 0 })
  await write((tx) => tx.setting.createMany({ data: [{ name: 'site.commenters', value: 'friends' }, { name: 'site.links', value: [{ href: 'javascript:x' }] }, { name: 'site.name', value: 7 }] })) // prettier-ignore
  expect(await getSite()).toMatchObject({ name: 'Lightstick', links: [] })
  expect(await getCommenting()).toMatchObject({ commenters: 'everyone' })
})

test('admins and owners alone change the site', async () => {
  for (const actor of [guest, ...(await Promise.all(roles.slice(0, 3).map((role) => makeActor(role))))])
    await expect(saveSite(actor, { values: { name: 'Mine' }, base: {} })).rejects.toMatchObject({ code: actor.account ? 'forbidden' : 'unauthorized' })
  await save({ name: '  Stage\tdoor ' }, {}, await makeActor('owner'))
  expect(await getSite()).toMatchObject({ name: 'Stage door' })
  expect(await findSiteName(read)).toBe('Stage door')
})

test('pages that show it are stale, and those alone; who changed what is kept, and the same again is nothing', async () => {
  const admin = await makeActor('admin', 'Ada')
  const links = [{ label: 'Mastodon', href: 'https://social.example/@us' }]
  await save({ name: 'Stage', links }, {}, admin)
  expect(await tagsOfLast()).toEqual(['site', 'site:name'])
  await save({ commenters: 'accounts', commentDays: 30 }, {}, admin)
  expect(await tagsOfLast()).toEqual(['site:commenting'])
  const events = await read.event.count()
  await save({ commenters: 'accounts', links }, {}, admin)
  expect(await read.event.count()).toBe(events)
  expect((await listSettingChanges()).map(({ what, to, by }) => [what, to, by]).sort()).toEqual([
    ['Links', 'Mastodon: https://social.example/@us', 'Ada'],
    ['Name', 'Stage', 'Ada'],
    ['When comments close', 'After 30 days', 'Ada'],
    ['Who may comment', 'Readers with an account', 'Ada'],
  ])
  // Without a name it is the one of SITE_NAME again.
  await save({ name: '', commentDays: null }, {}, admin)
  expect(await getSite()).toMatchObject({ name: 'Lightstick', links })
  expect(await getCommenting()).toMatchObject({ commentDays: null })
})

test('the time zone is one that there is, spelled as it is known, and pages that stand in it are stale', async () => {
  expect(await getTimeZone()).toBe('')
  const { stored } = await save({ timeZone: ' asia/seoul ' })
  expect([stored.timeZone, await getTimeZone(), await tagsOfLast()]).toEqual(['Asia/Seoul', 'Asia/Seoul', ['site']])
  expect((await save({ timeZone: 'America/New York' })).stored.timeZone).toBe('America/New_York')
  for (const none of ['Mars/Olympus', '+09:00', 'Seoul', 'a'.repeat(600)])
    expect(siteInput.safeParse({ values: { timeZone: none }, base: {} }).success, none).toBe(false)
  expect((await save({ timeZone: '' })).stored.timeZone).toBe('')
})

test('two admins who change different fields both have them; of one field both are shown, and nothing is saved', async () => {
  const { values: seen } = await getSiteForm()
  await save({ name: 'One' }, { name: seen.name })
  const second = await save({ tagline: 'Two' }, { tagline: seen.tagline })
  expect(second).toMatchObject({ stored: { name: 'One', tagline: 'Two' }, others: null })
  await expect(save({ name: 'Another', description: 'Mine' }, { name: seen.name, description: seen.description })).rejects.toMatchObject({
    code: 'conflict',
    fields: { name: expect.stringContaining('“One”') },
    data: { stored: { name: 'One', description: seen.description } },
  })
  expect(await getSite()).toMatchObject({ name: 'One', description: seen.description })
  // Also what is chosen, not written.
  await save({ commenters: 'accounts', links: [{ label: 'Us', href: '/about' }] })
  await expect(
    save({ commenters: 'nobody', links: [{ label: 'We', href: '/about' }] }, { commenters: seen.commenters, links: seen.links }),
  ).rejects.toMatchObject({ fields: { commenters: expect.stringContaining('“Readers with an account”'), links: expect.stringContaining('“Us: /about”') } })
  // A field that was sent and not touched keeps what is stored.
  expect(await save({ name: seen.name, tagline: 'Three' }, { name: seen.name, tagline: 'Two' })).toMatchObject({
    others: { name: 'One' },
    stored: { tagline: 'Three' },
  })
})

test('the lead is a published list, by any address that it had; one that was taken from its readers stays chosen', async () => {
  const editor = await makeActor('editor')
  const { articleId } = await makePublished(editor, makeDocument('MVs abroad', [makeEntry('One')]))
  await makeList(editor, makeDocument('Not yet', []))
  await write((tx) => tx.redirect.create({ data: { path: '/articles/abroad', articleId } }))
  for (const address of ['/articles/mvs-abroad', 'mvs-abroad', 'http://localhost:3000/articles/mvs-abroad/', '/articles/abroad']) {
    await save({ leadId: '' })
    await save({ leadId: address })
    expect(await getLeadId(), address).toBe(articleId)
  }
  expect(await tagsOfLast()).toEqual(['site:lead'])
  // What was typed is given back as the form spells it, so that whoever typed it can change it again.
  await save({ leadId: '' })
  const { stored } = await save({ leadId: 'http://localhost:3000/articles/abroad/' })
  expect(stored.leadId).toBe('/articles/mvs-abroad')
  await save({ leadId: '' }, { leadId: stored.leadId })
  await save({ leadId: 'mvs-abroad' })
  for (const address of ['/articles/not-yet', '/articles/nothing', 'https://elsewhere.example/articles/mvs-abroad', '/people/iu', 'a b'])
    await expect(save({ leadId: address })).rejects.toMatchObject({ code: 'invalid', fields: { leadId: expect.any(String) } })
  await unpublishArticle(editor, { articleId })
  expect(await getSiteForm()).toMatchObject({ values: { leadId: '/articles/mvs-abroad' }, isLeading: false })
  await save({ leadId: '/articles/mvs-abroad', name: 'Stage' })
  expect(await getLeadId()).toBe(articleId)
})

test('what pictures bear is the name alone: another description or link makes none of them stale', async () => {
  await save({ links: [{ label: 'Us', href: '/about' }], tagline: 'Another' })
  expect(await tagsOfLast()).toEqual(['site'])
  await save({ name: 'Stage' })
  expect(await tagsOfLast()).toEqual(['site', 'site:name'])
})

test('the latest changes say in words what was chosen, and what was emptied', async () => {
  const editor = await makeActor('editor')
  await makePublished(editor, makeDocument('MVs abroad', [makeEntry('One')]))
  await save({ leadId: 'mvs-abroad', description: '', name: 'Stage' })
  await save({ leadId: '', name: '\u200b\u2060 ' })
  const changes = (await listSettingChanges()).map(({ what, to }) => `${what}: ${to}`).sort()
  expect(changes).toEqual(['Description: empty', 'Lead of the home page: ', 'Lead of the home page: /articles/mvs-abroad', 'Name: ', 'Name: Stage'])
  expect(await getSite()).toMatchObject({ name: 'Lightstick', description: '' })
})

test.each([
  [{ links: [{ label: '\u200b', href: '/about' }] }, 'links.0.label'],
  [{ name: 'x'.repeat(61) }, 'name'],
  [{ links: [{ label: '', href: '/about' }] }, 'links.0.label'],
  [{ links: [{ label: 'Us', href: 'javascript:alert(1)' }] }, 'links.0.href'],
  [{ links: [{ label: 'Us', href: '//elsewhere.example' }] }, 'links.0.href'],
  [{ links: [{ label: 'Us', href: 'https:// nowhere' }] }, 'links.0.href'],
  [{ commenters: 'friends' }, 'commenters'],
  [{ commentDays: 0 }, 'commentDays'],
  [{ guestLinks: 2.5 }, 'guestLinks'],
])('refuses %j', (values, where) => {
  const parsed = siteInput.safeParse({ values, base: {} })
  expect(parsed.error?.issues.map(({ path }) => path.slice(1).join('.'))).toEqual([where])
})
