import type { Page } from '@playwright/test'
import { asPng, jpegOf } from '../support/pictures'
import { expectAccessible } from './support/axe'
import { look } from './support/database'
import { expect, loadUntilVisible, test } from './support/site'
import { beginWithEntry, publish, signIn } from './support/writers'

test.use({ siteOf: 'pictures' })

const file = (name: string, buffer: Buffer, mimeType = 'image/jpeg') => ({ name, mimeType, buffer })
const choose = async (page: Page, files: ReturnType<typeof file>[]) =>
  page.getByLabel('Upload', { exact: true }).and(page.locator('input')).setInputFiles(files)
const sending = (page: Page) => page.getByRole('list', { name: 'Pictures that you send' })
/** A picture on the page of all, by what it is called. */
const inGrid = (page: Page, name: string) => page.getByRole('main').getByRole('link', { name, exact: true })
const words = (page: Page) => ({
  alt: page.getByLabel('What is to be seen'),
  credit: page.getByLabel('Credit'),
  save: page.getByRole('button', { name: 'Save' }),
})

test('pictures are sent with a word about each, described, aimed, replaced and deleted', async ({ page, site }) => {
  await signIn(page, site, 'author', 'Mina')
  await page.goto('/admin')
  await page.getByRole('navigation', { name: 'Studio' }).getByRole('link', { name: 'Pictures' }).click()
  await expect(page.getByText('There are no pictures yet.')).toBeVisible()

  await choose(page, [
    file('harbour.jpg', await jpegOf(400, 300)),
    file('logo.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'image/svg+xml'),
    file('huge.jpg', Buffer.alloc(20_000_001)),
    file('torn.jpg', (await jpegOf(300, 200, 2)).subarray(0, 4000)),
  ])
  const row = (name: string) => sending(page).getByRole('listitem').filter({ hasText: name })
  await expect(row('logo.svg').getByRole('alert')).toContainText('an SVG drawing, which can hold programs')
  await expect(row('huge.jpg').getByRole('alert')).toContainText('at most 20 MB')
  await expect(row('torn.jpg').getByRole('alert')).toContainText('cut off on its way')
  await expect(row('harbour.jpg')).toContainText('Added.')
  await expect(inGrid(page, 'harbour.jpg')).toBeVisible()
  await expect(page.getByText('1 picture,')).toBeVisible()
  await expectAccessible(page)

  // Pasted where nothing is typed, and dropped.
  const png = [...(await asPng(40, 30))]
  await page.evaluate((bytes) => {
    const data = new DataTransfer()
    data.items.add(new File([new Uint8Array(bytes)], 'pasted.png', { type: 'image/png' }))
    document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data }))
  }, png)
  await expect(inGrid(page, 'pasted.png')).toBeVisible()
  await page.evaluate((bytes) => {
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(new File([new Uint8Array(bytes)], 'again.png', { type: 'image/png' }))
    for (const type of ['dragover', 'drop']) document.body.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }))
  }, png)
  await expect(row('again.png')).toContainText('Was here already.')

  // What is inside is not fetched.
  await page.getByLabel('Address of a picture').fill('https://127.0.0.1/a.jpg')
  await page.getByRole('button', { name: 'Fetch' }).click()
  await expect(row('127.0.0.1/a.jpg').getByRole('alert')).toContainText('not on the public internet')

  await row('harbour.jpg').getByRole('link', { name: 'Describe harbour.jpg' }).click()
  await page.getByRole('button', { name: 'What stays in sight when it is cut' }).click({ position: { x: 1, y: 1 } })
  await expect(page.getByLabel('From the left, %')).toHaveValue(/^0(\.\d)?$/)
  for (let press = 0; press < 3; press++) await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByLabel('From the left, %')).toHaveValue(/^30/)
  await words(page).alt.fill('A harbour at night')
  await words(page).credit.fill('Photo: 김')
  await words(page).save.click()
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  const stored = () => look(site, `SELECT "alt", "credit", ROUND("focusX", 1) AS x FROM "Media" WHERE "name" LIKE 'harbour%' OR "name" LIKE 'quay%'`)[0]
  expect(stored()).toEqual({ alt: 'A harbour at night', credit: 'Photo: 김', x: 0.3 })
  await expectAccessible(page)

  // What is typed and not saved stays when another picture comes.
  await words(page).alt.fill('A quay at night')
  await page
    .getByLabel('Replace…')
    .and(page.locator('input'))
    .setInputFiles(file('quay.jpg', await jpegOf(380, 300, 3)))
  await expect(page.getByRole('heading', { name: 'quay.jpg' })).toBeVisible()
  await expect(words(page).alt).toHaveValue('A quay at night')
  // And when the page is loaded again.
  page.once('dialog', (dialog) => dialog.accept())
  await page.reload()
  await expect(words(page).alt).toHaveValue('A harbour at night')
  await page.getByRole('button', { name: 'Bring it back' }).click()
  await expect(words(page).alt).toHaveValue('A quay at night')
  await words(page).save.click()
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  expect(stored()).toMatchObject({ alt: 'A quay at night' })

  await page.goto('/admin/media?show=undescribed')
  await expect(inGrid(page, 'pasted.png')).toBeVisible()
  await expect(inGrid(page, 'quay.jpg')).toBeHidden()
  await inGrid(page, 'pasted.png').click()
  await page.getByRole('button', { name: 'Delete…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByText('The picture is deleted.')).toBeVisible()
  await expect(page.getByText('1 picture,')).toBeVisible()
})

test('a portrait and a poster are given in the forms of their records, with their words, and readers see them', async ({ page, site }) => {
  await signIn(page, site, 'editor', 'Mina')
  const idOf = (kind: string, name: string) => look(site, 'SELECT "id" FROM "Subject" WHERE "kind" = ? AND "name" LIKE ?', kind, name)[0]!.id as string
  const field = page.getByRole('group', { name: /^(Picture|Poster)$/ })
  const save = async () => {
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  }
  await page.goto(`/admin/records/${idOf('group', 'BIGBANG')}`)
  await field.getByRole('button', { name: 'Choose or upload a picture' }).click()
  await choose(page, [file('stage.jpg', await jpegOf(400, 500, 21))])
  await page.getByRole('button', { name: 'Later' }).click()
  await field.getByLabel('What is to be seen').fill('Five of them on a stage')
  await field.getByLabel('Credit').fill('Photo: Kim')
  await field.getByRole('button', { name: 'Keep these words' }).click()
  await expect(field.getByText('Five of them on a stage').first()).toBeVisible()
  await save()
  await expectAccessible(page)
  await loadUntilVisible(page, '/groups/bigbang', page.getByRole('img', { name: 'Five of them on a stage' }))
  await expect(page.getByText('Photo: Kim')).toBeVisible()
  await expectAccessible(page)

  // Dropped on the form of a video: its poster, before it plays.
  await page.goto(`/admin/records/${idOf('video', '%Blue%')}`)
  await expect(field).toContainText('Without one it is drawn.')
  // Once its script runs, what is dropped is taken.
  await expect(field.getByRole('button', { name: 'Choose or upload a picture' })).toBeEnabled()
  await page.evaluate(
    (bytes) => {
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File([new Uint8Array(bytes)], 'roof.jpg', { type: 'image/jpeg' }))
      for (const type of ['dragover', 'drop']) document.body.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }))
    },
    [...(await jpegOf(320, 180, 22))],
  )
  await expect(field.getByRole('button', { name: 'Take it off' })).toBeVisible()
  await save()
  const poster = page.getByRole('link', { name: 'BIGBANG Blue Play on YouTube' }).getByRole('presentation')
  await expect(async () => {
    await page.goto('/articles/k-pop-mvs-filmed-abroad/blue')
    await expect(poster).toHaveAttribute('src', /^\/media\/[0-9a-f]{32}-320\.jpg$/, { timeout: 500 })
  }).toPass({ timeout: 15_000, intervals: [200] })

  // Where a place is: pressed, moved with the keys, or pasted as the address of a map.
  await page.goto(`/admin/records/${idOf('place', 'London')}`)
  const [map, latitude, longitude] = [
    page.getByRole('button', { name: 'Where London is on the map' }),
    page.getByLabel('Latitude'),
    page.getByLabel('Longitude'),
  ]
  const before = Number(await longitude.inputValue())
  await map.press('ArrowRight')
  await expect.poll(async () => Number(await longitude.inputValue())).toBeGreaterThan(before)
  await page.getByRole('button', { name: 'Closer' }).click()
  await map.click({ position: { x: 5, y: 5 } })
  await expect.poll(async () => Number(await latitude.inputValue())).toBeGreaterThan(52)
  await latitude.evaluate((field) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', 'https://www.google.com/maps/@51.5265,-0.078,15z')
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  })
  await expect(latitude).toHaveValue('51.5265')
  await expect(longitude).toHaveValue('-0.078')
  await save()
  await expectAccessible(page)
})

test('a picture becomes the cover of a list in the editor, which its readers see, and is not deleted while it is', async ({ page, site }) => {
  await signIn(page, site, 'editor', 'Jun')
  const id = await beginWithEntry(page, 'Harbours')
  await publish(page)
  await page.getByRole('button', { name: 'The list: title and introduction' }).click()
  await page.getByRole('button', { name: 'Choose a picture…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Cover' })
  await expect(dialog).toContainText('The cover is drawn from the list.')
  await choose(page, [file('pier.jpg', await jpegOf(700, 350, 8))])
  await dialog.getByRole('button', { name: 'Later' }).click()
  await expect(dialog.getByRole('button', { name: 'Take it off' })).toBeVisible()
  await expectAccessible(page)
  // It is live at once, and has its way back among the others: by the message, and by the keys.
  const coverOf = () => look(site, 'SELECT "coverId" FROM "Article" WHERE "id" = ?', id)[0]!.coverId
  await dialog.getByRole('button', { name: 'Close' }).click()
  await page.getByRole('status').filter({ hasText: 'The cover is pier.jpg' }).getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('Undone: The cover is drawn.')).toBeVisible()
  expect(coverOf()).toBe(null)
  await page.keyboard.press('Control+Shift+z')
  await expect(page.getByText('Done again: The cover is pier.jpg.')).toBeVisible()
  expect(coverOf()).not.toBe(null)
  const [{ slug, medium }] = look(site, 'SELECT a."slug", a."coverId" AS medium FROM "Article" a WHERE a."id" = ?', id) as [{ slug: string; medium: string }]

  await page.goto(`/admin/media/${medium}`)
  await words(page).alt.fill('A pier')
  await page.getByLabel('From the left, %').fill('0')
  // What is typed while it is saved stays, and is saved with the next press.
  let answer = () => {}
  const isHeld = new Promise<void>((held) => {
    void page.route(`**/admin/media/${medium}`, async (route) => {
      await page.unroute(`**/admin/media/${medium}`)
      await new Promise<void>((go) => {
        answer = go
        held()
      })
      await route.continue()
    })
  })
  await words(page).save.click()
  await isHeld
  await words(page).credit.fill('Photo: Seo')
  answer()
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  await expect(words(page).credit).toHaveValue('Photo: Seo')
  await words(page).save.click()
  await expect.poll(() => look(site, 'SELECT "alt", "credit" FROM "Media" WHERE "id" = ?', medium)[0]).toEqual({ alt: 'A pier', credit: 'Photo: Seo' })
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  const cover = page.getByRole('img', { name: 'A pier' })
  await loadUntilVisible(page, `/articles/${slug}`, cover)
  await expect.poll(() => cover.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(300)
  expect(await cover.evaluate((image) => getComputedStyle(image).objectPosition)).toMatch(/^0% /)
  expect(await cover.evaluate((image: HTMLImageElement) => image.currentSrc)).toMatch(/\/media\/[0-9a-f]{32}-\d+\.avif$/)
  await expect(page.getByText('Photo: Seo')).toBeVisible()
  // It stands beside the title, where a drawn one would.
  const [title, box] = [await page.getByRole('heading', { level: 1 }).boundingBox(), await cover.boundingBox()]
  expect(box!.x).toBeGreaterThan(title!.x)
  expect(box!.y).toBeLessThan(title!.y + title!.height)
  await expect(page.locator('meta[property="og:image"]')).toHaveAttribute('content', /\/media\/[0-9a-f]{32}-700\.jpg$/)
  await expectAccessible(page)

  await page.goto(`/admin/media/${medium}`)
  await page.getByRole('button', { name: 'Delete…' }).click()
  const asked = page.getByRole('dialog')
  await asked.getByRole('button', { name: 'Delete' }).click()
  await expect(asked.getByRole('alert')).toContainText('This picture is shown: in “Harbours”.')
  await expect(asked.getByRole('link', { name: 'Harbours' })).toHaveAttribute('href', `/admin/articles/${id}`)
})
