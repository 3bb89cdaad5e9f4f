import { expect, test } from 'vitest'
import { listSettingChanges } from '@/features/settings/queries/site-form'
import { saveSeries } from '@/features/articles/commands/save-series'
import { saveRecord } from '@/features/records/commands/save-record'
import { read, write } from '@/platform/db'
import { roles } from '@/platform/roles'
import { makeDocument, makeEntry, makeList, makePublished } from '@/tests/factories/lists'
import { guest, makeActor } from '@/tests/factories/writers'
import { useDatabase } from '@/tests/support/database'
import { statementsOf, writesOf } from '@/tests/support/statements'
import { askForRedirects, findRedirect, mayHaveRedirects } from '../queries/find-redirect'
import { listRedirects, printRedirects } from '../queries/redirects'
import { redirectLimits } from '../limits'
import { writeUses } from '../queries/note-uses'
import { addRedirects } from './add-redirects'
import { removeRedirects } from './remove-redirects'

useDatabase()

const add = async (text: string, replace = false) => addRedirects(await makeActor('admin'), { text, replace })
const messages = async (text: string) => (await add(text)).faults.map(({ line, message }) => [line, message])
const publish = async (title: string, ...headings: string[]) => makePublished(await makeActor('editor'), makeDocument(title, headings.map((heading) => makeEntry(heading)))) // prettier-ignore

test('admins and owners alone', async () => {
  for (const actor of [guest, ...(await Promise.all(roles.slice(0, 3).map((role) => makeActor(role))))]) {
    const refused = { code: actor.account ? 'forbidden' : 'unauthorized' }
    await expect(addRedirects(actor, { text: '/a /', replace: false })).rejects.toMatchObject(refused)
    await expect(removeRedirects(actor, { paths: ['/a'] })).rejects.toMatchObject(refused)
  }
})

test('leads to lists, entries, series and pages of the site, or says that it is gone', async () => {
  await publish('Songs', 'One')
  await saveSeries(await makeActor('editor'), { id: null, slug: 'flashback', title: 'Flashback', description: '' })
  const text =
    '/2019/Songs/ /articles/songs\n/old/one /articles/songs/one 302\n/cat/* /series/flashback\n/shop 410\n/blog/* /articles/*\n/feed /feed.xml\n/index.php?p=7 /articles/songs#one'
  expect(await add(text)).toEqual({ added: 7, replaced: 0, same: 0, faults: [] })
  const to = async (path: string, query = '') => findRedirect(path, query)
  expect(await to('/2019/songs')).toEqual({ status: 301, location: '/articles/songs' })
  expect(await to('/old/ONE')).toEqual({ status: 302, location: '/articles/songs/one' })
  expect(await to('/cat/a/b/c')).toEqual({ status: 301, location: '/series/flashback' })
  expect(await to('/cat')).toBeNull()
  expect(await to('/shop', 'utm=1')).toEqual({ status: 410, location: null })
  expect(await to('/blog/songs')).toEqual({ status: 301, location: '/articles/songs' })
  expect(await to('/index.php', 'p=7')).toEqual({ status: 301, location: '/articles/songs#one' })
  expect(await to('/index.php', 'p=8')).toBeNull()
  expect((await listSettingChanges())[0]).toMatchObject({ what: 'Redirects', by: 'admin', to: expect.stringContaining('/2019/songs leads to /articles/songs') })
})

test('refuses with words: what this site has, targets where nothing is, circles, doubles; the other lines are added', async () => {
  await publish('Songs', 'One')
  await makeList(await makeActor('author'), makeDocument('Secret', []))
  const song = { kind: 'song', description: '', parentId: null, latitude: null, longitude: null, date: null, url: null, id: null } as const
  await saveRecord(await makeActor('editor'), { ...song, slug: 'haru-haru', name: 'Haru Haru', names: [] })
  const text = [
    '/articles/songs /',
    '/about /',
    '/good /articles/songs',
    '/a /articles/nothing',
    '/b /articles/secret',
    '/c https://elsewhere.example/',
    '/good /about',
    '/d /admin',
    '/articles/* /',
    '/e',
    '/f /articles/songs/nobody',
    '/articles/songs?page=2 /about',
    '/caf%E9 /about',
    '/haru /songs/haru-haru',
  ].join('\n')
  const { added, faults } = await add(text)
  expect(added).toBe(1)
  expect(faults.map(({ line, message }) => [line, message])).toEqual([
    [1, 'there is a page of this site, or its own redirect'],
    [2, 'this site has a page of its own there'],
    [4, 'nothing is at /articles/nothing'],
    [5, 'nothing is at /articles/secret'],
    [6, expect.stringContaining('another site')],
    [7, 'this old address stands in line 3 already'],
    [8, 'nothing is at /admin'],
    [9, expect.stringContaining('own pages are below it')],
    [10, expect.stringContaining('where it leads')],
    [11, 'nothing is at /articles/songs/nobody'],
    [12, 'there is a page of this site, or its own redirect'],
    [13, expect.stringContaining('a browser cannot ask for this')],
    [14, 'nothing is at /songs/haru-haru'],
  ])
  // A page that has gone since was led to: what led to it may not come back from there.
  await write((tx) => tx.oldAddress.create({ data: { path: '/articles/gone', target: '/articles/songs' } }))
  await write((tx) => tx.oldAddress.create({ data: { path: '/articles/songs', target: '/new' } }))
  expect(await messages('/new /articles/songs')).toEqual([[1, 'it would lead in a circle']])
  expect(await messages('/newer /articles/songs')).toEqual([])
})

test('what leads elsewhere already is kept until it is to be replaced; the same again is nothing', async () => {
  await publish('Songs', 'One')
  await add('/a /articles/songs')
  const events = await read.event.count()
  expect(await add('/a /articles/songs')).toMatchObject({ added: 0, same: 1, faults: [] })
  expect(await read.event.count()).toBe(events)
  expect(await messages('/a /about')).toEqual([[1, 'it leads to /articles/songs already']])
  expect(await add('/a 410', true)).toMatchObject({ replaced: 1 })
  expect(await findRedirect('/a', '')).toEqual({ status: 410, location: null })
  expect(await removeRedirects(await makeActor('owner'), { paths: ['/a', '/never'] })).toBe(1)
  expect(await findRedirect('/a', '')).toBeNull()
})

test('many that lead elsewhere from now on are written together, and keep when they were added and used', async () => {
  const lines = (to: string) => Array.from({ length: 900 }, (_, index) => `/old/${index} ${to}`).join('\n')
  await add(lines('/about'))
  await write((tx) => tx.oldAddress.update({ where: { path: '/old/7' }, data: { lastUsedAt: new Date('2026-01-01') } }))
  const before = await read.oldAddress.findUniqueOrThrow({ where: { path: '/old/7' } })
  const writes = await writesOf(async () => expect(await add(lines('/privacy'), true)).toMatchObject({ replaced: 900 }))
  expect(writes.length).toBeLessThan(12)
  expect(await read.oldAddress.findUniqueOrThrow({ where: { path: '/old/7' } })).toEqual({ ...before, target: '/privacy', createdById: expect.any(String) })
  expect(await add('/old/7 410', true)).toMatchObject({ replaced: 1 })
  expect(await read.oldAddress.findUniqueOrThrow({ where: { path: '/old/7' } })).toMatchObject({ target: null, status: 410 })
})

test('what is downloaded can be pasted again, whatever signs are in it', async () => {
  await add('"/a;jsessionid=1",/about\n/c%23 /about\n/what%3F /about\n/a%2525 /about\n/x?q=a%2Bb&p=a+b /search?q=R%26B 302\n/cat/* 410\n"/say ""hi""",/about')
  const before = await read.oldAddress.findMany({ select: { path: true, target: true, status: true }, orderBy: { path: 'asc' } })
  expect(before).toHaveLength(7)
  let text = ''
  for await (const part of printRedirects()) text += part
  expect(await add(text)).toMatchObject({ same: 7, added: 0, faults: [] })
  await removeRedirects(await makeActor('admin'), { paths: before.map(({ path }) => path) })
  await add(text)
  expect(await read.oldAddress.findMany({ select: { path: true, target: true, status: true }, orderBy: { path: 'asc' } })).toEqual(before)
})

test('nothing, and too much at once, are refused as a whole', async () => {
  for (const text of ['', '# only a note', '/a /about\n'.repeat(redirectLimits.lines + 1)])
    await expect(add(text)).rejects.toMatchObject({ code: 'invalid', fields: { text: expect.any(String) } })
})

test('a site without old addresses is hardly asked; one with many is asked one question, and knows the day of the last use', async () => {
  await askForRedirects()
  expect(await statementsOf(async () => expect(mayHaveRedirects()).toBe(false))).toEqual([])
  await add(Array.from({ length: 1200 }, (_, index) => `/old/${index} /about`).join('\n'))
  expect(mayHaveRedirects()).toBe(true)
  expect(await findRedirect('/old/7', '')).toEqual({ status: 301, location: '/about' })
  expect(await statementsOf(() => findRedirect('/old/nothing/at/all', 'a=b'))).toHaveLength(1)
  const lastUse = async () => (await read.oldAddress.findUniqueOrThrow({ where: { path: '/old/7' } })).lastUsedAt
  // Strangers' requests are no writes: those of a minute are written together.
  const asking = async () => {
    for (let index = 0; index < 300; index++) await findRedirect(`/old/${index}`, '')
  }
  expect(await writesOf(asking)).toEqual([])
  expect((await writesOf(writeUses)).length).toBeLessThan(4)
  const first = await lastUse()
  expect(first).toBeInstanceOf(Date)
  await asking()
  expect(await writesOf(writeUses)).toEqual([])
  expect(await lastUse()).toEqual(first)

  const page = await listRedirects({ begins: 'old/11' })
  expect(page).toMatchObject({ total: 1200, isLater: false })
  expect(page.rows).toHaveLength(50)
  expect(page.rows[0]!.path).toBe('/old/11')
  const later = await listRedirects({ begins: '/old/11', from: page.next! })
  expect(later.rows[0]!.path > page.rows.at(-1)!.path).toBe(true)
  // What is downloaded can be pasted again.
  let text = ''
  for await (const part of printRedirects()) text += part
  expect(text.split('\r\n')).toHaveLength(1202)
  expect(await add(text)).toMatchObject({ added: 0, same: 1200, faults: [] })
})
