import { afterEach, expect, test } from 'vitest'
import { moveClock, setClock } from '@/platform/clock'
import { read } from '@/platform/db'
import { useDatabase } from '@/tests/support/database'
import { deleteForGood, makeDocument, makeEntry, makeList } from '@/tests/factories/lists'
import { guest, makeActor } from '@/tests/factories/writers'
import { sweepOperations } from '../jobs'
import { listEditable } from '../queries/editable'
import { listPresent } from '../queries/presence'
import { maxTabsOfOne, notePresence } from './note-presence'

useDatabase()
afterEach(() => setClock(null))

const here = (id: string, tab: string, place = 'list') => ({ id, tab, place, left: false })

test('who is here is known while their tab says so, and who leaves is gone', async () => {
  const [author, editor] = [await makeActor('author'), await makeActor('editor')]
  const { articleId } = await makeList(author, makeDocument('List', [makeEntry('One')]))
  const other = await makeList(author, makeDocument('Other', []))
  await notePresence(author, here(articleId, 'tabauthor'))
  await notePresence(editor, here(articleId, 'tabeditor', 'entry:one'))
  // The same name of a tab is another one's own.
  await notePresence(editor, here(other.articleId, 'tabauthor'))
  const present = async () => (await listPresent([articleId])).get(articleId)?.map(({ tab, place, accountId }) => [tab, place, accountId])
  expect(await present()).toEqual([
    ['tabauthor', 'list', author.account.id],
    ['tabeditor', 'entry:one', editor.account.id],
  ])
  moveClock(30_000)
  await notePresence(editor, here(articleId, 'tabeditor'))
  moveClock(30_000)
  expect(await present()).toEqual([['tabeditor', 'list', editor.account.id]])
  await notePresence(editor, { ...here(articleId, 'tabeditor'), left: true })
  expect(await present()).toBeUndefined()
  await sweepOperations()
  expect(await read.presence.count({ where: { articleId: { in: [articleId, other.articleId] } } })).toBe(0)
})

test('a clock that was ahead for a while leaves nobody there for as long as it was', async () => {
  const author = await makeActor('author')
  const { articleId } = await makeList(author, makeDocument('List', []))
  moveClock(86_400_000)
  for (let n = 0; n < maxTabsOfOne; n++) await notePresence(author, here(articleId, `ahead${String(n).padStart(3, '0')}`))
  moveClock(-86_400_000)
  expect((await listPresent([articleId])).size).toBe(0)
  await notePresence(author, here(articleId, 'tabnow'))
  expect((await listPresent([articleId])).get(articleId)?.map(({ tab }) => tab)).toEqual(['tabnow'])
  await sweepOperations()
  expect(await read.presence.count()).toBe(1)
})

test('only who may edit a list is in it, and it takes them along when it goes', async () => {
  const [author, stranger] = [await makeActor('author'), await makeActor('author')]
  const { articleId } = await makeList(author, makeDocument('List', []))
  await expect(notePresence(stranger, here(articleId, 'tabstrange'))).rejects.toMatchObject({ code: 'not_found' })
  await expect(notePresence(guest, here(articleId, 'tabstrange'))).rejects.toMatchObject({ code: 'unauthorized' })
  expect([await listEditable(author, [articleId, 'none']), await listEditable(stranger, [articleId]), await listEditable(guest, [articleId])]).toEqual([
    [articleId],
    [],
    [],
  ])
  await notePresence(author, here(articleId, 'tabauthor'))
  await deleteForGood(author, { articleId })
  expect(await read.presence.count({ where: { articleId } })).toBe(0)
})

test('one account is in so many tabs and no more: the oldest are forgotten', async () => {
  const author = await makeActor('author')
  const { articleId } = await makeList(author, makeDocument('List', []))
  for (let n = 0; n < maxTabsOfOne + 2; n++) {
    moveClock(10)
    await notePresence(author, here(articleId, `tab${String(n).padStart(5, '0')}`))
  }
  const tabs = (await listPresent([articleId])).get(articleId)!.map(({ tab }) => tab)
  expect(tabs).toHaveLength(maxTabsOfOne)
  expect(tabs.at(-1)).toBe(`tab${String(maxTabsOfOne + 1).padStart(5, '0')}`)
  expect(tabs).not.toContain('tab00000')
})
