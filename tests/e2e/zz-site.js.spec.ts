import { look } from './support/database'
import { test } from './support/site'
import { signIn } from './support/writers'

test.use({ siteOf: 'zz site' })
test('pictures', async ({ page, site }) => {
  test.setTimeout(120_000)
  const [{ slug }] = look(site, `SELECT "slug" FROM "Article" WHERE "state" = 'published' LIMIT 1`) as [{ slug: string }]
  await signIn(page, site, 'admin', 'Ada')
  await page.goto('/admin/redirects')
  const shot = async (name: string) => {
    for (const scheme of ['light', 'dark'] as const)
      for (const width of [390, 1280]) {
        await page.emulateMedia({ colorScheme: scheme })
        await page.setViewportSize({ width, height: 900 })
        await page.screenshot({ path: `/tmp/shots-site/${name}-${scheme}-${width}.png`, fullPage: true })
      }
  }
  await shot('redirects-empty')
  await page
    .getByLabel('Old addresses, one in a line')
    .fill(
      `/2019/05/a-rather-long-old-address-of-a-list-that-was-here /articles/${slug}\n/about /\n/shop/* 410\n/cat/dramas /series 302\n/nowhere /articles/nothing`,
    )
  await page.getByRole('button', { name: 'Add them' }).click()
  await page.getByText('lines are left').waitFor()
  await shot('redirects-faults')
  await page.getByLabel('Old addresses, one in a line').fill('')
  await page.goto('/2019/05/a-rather-long-old-address-of-a-list-that-was-here')
  await page.goto('/admin/redirects')
  await shot('redirects')
  await page.goto('/admin/settings')
  const about = page.getByRole('form', { name: 'The site' })
  await about.getByRole('button', { name: 'Add a link' }).click()
  await page.keyboard.type('Mastodon')
  await about.getByLabel('Address of Mastodon').fill('https://social.example/@us')
  await about.getByRole('button', { name: 'Add a link' }).click()
  await page.keyboard.type('Imprint')
  await about.getByLabel('Address of Imprint').fill('imprint')
  await about.getByRole('button', { name: 'Save' }).click()
  await about.getByText('Give an address like').waitFor()
  await shot('settings-wrong')
  await about.getByLabel('Address of Imprint').fill('/about')
  await about.getByRole('button', { name: 'Save' }).click()
  await about.getByText('Readers have it').waitFor()
  await page.getByRole('form', { name: 'Comments' }).getByLabel('Who may comment').selectOption('Nobody')
  await page.getByRole('form', { name: 'Comments' }).getByRole('button', { name: 'Save' }).click()
  await page.getByRole('form', { name: 'Comments' }).getByText('Readers have it').waitFor()
  await page.goto('/admin/settings')
  await shot('settings')
  await page.goto(`/articles/${slug}`)
  await page.getByText('Comments are off').scrollIntoViewIfNeeded()
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.screenshot({ path: '/tmp/shots-site/closed-1280.png' })
  await page.goto('/admin')
  await shot('admin')
})
