import { Visitor } from './support/ask'
import { expectAccessible } from './support/axe'
import { heartOf, openMore, commentsOf } from './support/list-page'
import { expect, loadUntilVisible, test } from './support/site'

test.use({ siteOf: 'zz talk' })
const list = '/articles/k-pop-mvs-filmed-abroad'

test('pictures', async ({ page, site }) => {
  test.setTimeout(120_000)
  const say = async (visitor: Visitor, values: Record<string, string>) =>
    (JSON.parse((await visitor.sendJson(`/api${list}/comments`, values)).text) as { comment: { id: string } }).comment.id
  const [a, b, c, d] = [new Visitor(site.url), new Visitor(site.url), new Visitor(site.url), new Visitor(site.url)]
  await a.sendJson(`/api${list}/vote`, { entry: 'crooked' })
  const first = await say(a, {
    name: 'VIP in Leeds',
    body: 'The kiss was over in a second and the whole school talked about it for a month.',
    entry: 'crooked',
    showVote: '1',
    because: '1',
  })
  const r1 = await say(b, { name: 'Flashback', body: 'Ours as well. We measured it for the article and did not dare to print the number.', parent: first })
  await say(c, { name: 'Guest', body: 'Print it.', parent: first })
  const r2 = await say(a, { name: 'VIP in Leeds', body: 'Do it! @Flashback', parent: r1 })
  const r3 = await say(b, { name: 'Flashback', body: 'No. See #5.', parent: r2 })
  await say(c, { name: 'Guest', body: 'Please?', parent: r3 })
  await say(c, {
    name: 'Another reader',
    body: 'I still cannot hear the first piano notes without knowing what comes: ||she leaves||. See #7 for how to do a train.',
    entry: 'blue',
  })
  await say(d, { name: 'Guest', body: 'Nobody talks about “Unbreakable”. The sword dance alone is worth a look.' })
  for (const visitor of [b, c, d]) await visitor.sendJson(`/api/comments/${first}/heart`, { on: 1 })
  await a.sendJson(`/api/comments/${r1}/heart`, { on: 1 })
  await loadUntilVisible(page, list, page.getByText('Print it.'))
  for (const [width, scheme] of [
    [390, 'light'],
    [390, 'dark'],
    [1280, 'light'],
    [1280, 'dark'],
  ] as const) {
    await page.setViewportSize({ width, height: 844 })
    await page.emulateMedia({ colorScheme: scheme })
    await page.goto(list)
    await page.locator('#comments').scrollIntoViewIfNeeded()
    await page.locator('#comments').screenshot({ path: `/tmp/pw-talk/talk-${width}-${scheme}.png` })
  }
  await page.setViewportSize({ width: 390, height: 844 })
  await heartOf(commentsOf(page).first()).click()
  await expect(heartOf(commentsOf(page).first())).toHaveAttribute('aria-pressed', 'true')
  await openMore(commentsOf(page).first())
  await page.getByLabel('Your comment').fill('Like #5, and ||she stays||\n\n> quoted')
  await page.getByRole('button', { name: 'Preview' }).click()
  await expect(page.getByRole('group', { name: 'Preview' })).toBeVisible()
  await page.locator('#comments').screenshot({ path: `/tmp/pw-talk/touched-390-dark.png` })
  await page.emulateMedia({ colorScheme: 'light' })
  await page.locator('#comments').screenshot({ path: `/tmp/pw-talk/touched-390-light.png` })
  await expectAccessible(page)
  await page.goto(`${list}?comment=${r3}`)
  await page.locator('#comments').screenshot({ path: `/tmp/pw-talk/one-390-light.png` })
  await page.goto(list)
  await page.getByRole('button', { name: 'Who voted for' }).click()
  await page.screenshot({ path: `/tmp/pw-talk/chips-390.png` })
  await page.goto(`${list}?voted=crooked#comments`)
  await page.locator('#comments').screenshot({ path: `/tmp/pw-talk/voted-390.png` })
})
