import { expect, test } from './support/site'
import { signIn } from './support/writers'

test.use({ siteOf: 'moved pages' })

/** What has its own address in the studio: [its room, its name, its folder, its address, another that is taken]. */
const pages = [
  ['series', 'K-drama Flashback', 'series', 'k-drama-flashback', null],
  ['authors', 'Flashback desk', 'authors', 'flashback-desk', 'blackjack-desk'],
] as const

for (const [room, name, folder, first, taken] of pages)
  test(`${room}: a former address leads to the present one, with its feeds, and can be taken back`, async ({ page, site }) => {
    await signIn(page, site, 'editor')
    const ask = async (path: string) => {
      const answer = await page.request.get(path, { maxRedirects: 0 })
      return [answer.status(), answer.headers().location?.replace(site.url, '')] as const
    }
    const move = async (slug: string) => {
      await page.goto(`/admin/${room}`)
      const one = page.getByRole('listitem').filter({ hasText: name })
      await one.getByText(name, { exact: true }).click()
      await one.getByLabel('Address').fill(slug)
      await one.getByRole('button', { name: 'Save' }).click()
      return one
    }
    // Kept by the server, and gone when the page moves.
    for (const path of ['', '/feed.xml', '/feed.json']) expect(await ask(`/${folder}/${first}${path}`)).toEqual([200, undefined])

    await expect((await move('moved')).getByText('Saved')).toBeVisible()
    for (const path of ['', '/feed.xml', '/feed.json']) {
      await expect.poll(() => ask(`/${folder}/${first}${path}`)).toEqual([308, `/${folder}/moved${path}`])
      expect(await ask(`/${folder}/moved${path}`)).toEqual([200, undefined])
    }
    await page.goto(`/${folder}/${first}`)
    await expect(page).toHaveURL(`/${folder}/moved`)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)

    if (taken) await expect((await move(taken)).getByText('Another author has this address: choose another')).toBeVisible()
    await expect((await move(first)).getByText('Saved')).toBeVisible()
    await expect.poll(() => ask(`/${folder}/${first}`)).toEqual([200, undefined])
    await expect.poll(() => ask(`/${folder}/moved`)).toEqual([308, `/${folder}/${first}`])
    expect((await ask(`/${folder}/never-was/feed.xml`))[0]).toBe(404)
  })
