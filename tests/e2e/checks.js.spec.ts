import { expectAccessible } from './support/axe'
import { expect, test } from './support/site'
import { addEntry, beginList, outlineOf, saved, signIn } from './support/writers'

test.use({ siteOf: 'checks' })

test('the checks know lists: each says what is wrong and leads there', async ({ page, site }) => {
  await signIn(page, site, 'editor', 'Mina')
  await beginList(page, '3 songs')
  for (const heading of ['Alpha', 'Beta']) await addEntry(page, heading)
  await outlineOf(page).getByRole('button', { name: /Alpha/ }).click()
  await page.getByLabel('Words', { exact: true }).fill('Lastly, [a singer](/people/nobody-of-that-name) on a roof.')
  await saved(page)
  await outlineOf(page).getByRole('button', { name: 'Title and introduction' }).click()
  const checks = page.getByRole('region', { name: 'Before publishing' })
  for (const words of [
    'The title says 3, the list has 2',
    '“Alpha” begins with “Lastly” and is not the last one',
    'A link leads nowhere: /people/nobody-of-that-name',
    '2 entries credit nobody',
    '6 words, 1 minute',
  ])
    await expect(checks.getByText(words)).toBeVisible()
  await expectAccessible(page)
  await checks.getByRole('button', { name: /A link leads nowhere/ }).click()
  await expect(page.getByLabel('Heading', { exact: true })).toHaveValue('Alpha')
})
