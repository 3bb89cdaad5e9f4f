import { expectAccessible } from './support/axe'
import { Visitor } from './support/ask'
import { expect, test } from './support/site'
import { beginList, saved, signIn } from './support/writers'

test.use({ siteOf: 'old tab' })

/** An id as Next makes them, of an action that no version has. */
const unknown = `7f${'0'.repeat(40)}`

test('a tab that an upgrade left behind is told to reload, and its words come back', async ({ page, site }) => {
  await signIn(page, site, 'author')
  const id = await beginList(page, 'Before the upgrade')
  await saved(page)
  const older = '**/admin/**'
  await page.route(older, (route, request) =>
    request.headers()['next-action'] ? route.continue({ headers: { ...request.headers(), 'next-action': unknown } }) : route.continue(),
  )
  const before = site.output().length
  await page.getByRole('textbox', { name: 'Standfirst' }).fill('Typed after it')
  // What was written there is asked for as the page shows it, when it is left.
  await page.getByRole('textbox', { name: 'Introduction' }).fill('Typed too')
  await page.getByRole('textbox', { name: 'Standfirst' }).focus()
  const alert = page.getByRole('alert').filter({ hasText: 'This site was upgraded while this page was open' })
  await expect(alert).toBeVisible()
  await expectAccessible(page)
  await page.unroute(older)
  await alert.getByRole('button', { name: 'Reload the page' }).click()
  await expect(page).toHaveURL(`/admin/articles/${id}`)
  await expect(page.getByRole('textbox', { name: 'Standfirst' })).toHaveValue('Typed after it')
  await saved(page)
  await expect(alert).toHaveCount(0)
  const said = site.output().slice(before).trim().split('\n')
  expect(said.filter((line) => line.includes('this version does not have')).length).toBeGreaterThan(0)
  expect(said.filter((line) => !/^\{"level":(30|40),/.test(line))).toEqual([])
})

test('an unknown action is one line of warning each, whatever its id', async ({ site }) => {
  const visitor = new Visitor(site.url)
  for (const [id, status] of [
    [unknown, 409],
    ['x', 400],
    ['y'.repeat(5000), 400],
  ] as const) {
    const before = site.output().length
    const answer = await visitor.ask('/admin', {
      method: 'POST',
      body: '[]',
      headers: { 'content-type': 'text/plain;charset=UTF-8', 'next-action': id, origin: site.url },
    })
    expect([answer.status, answer.headers['x-nextjs-action-not-found']]).toEqual([status, '1'])
    await expect.poll(() => site.output().slice(before)).toContain('this version does not have')
    expect(
      site
        .output()
        .slice(before)
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as object),
    ).toEqual([
      { level: 40, time: expect.any(String), id: expect.any(String), msg: 'an action was called that this version does not have: an old tab, or a stranger' },
    ])
  }
})
