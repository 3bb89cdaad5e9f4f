import { expect } from '@playwright/test'

const article = '/articles/k-pop-mvs-filmed-abroad'

/** Reads a list of the site, votes, comments, and sees both. Nobody may have voted in it before. */
export async function readAndAnswer(url: string) {
  const before = await fetch(url + article)
  expect(before.status).toBe(200)
  const [, entry] = /id="([a-z0-9-]+)"[^>]*data-entry=/.exec(await before.text())!
  const post = (what: string, body: object) =>
    fetch(`${url}/api${article}/${what}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  expect((await post('vote', { entry })).status).toBe(200)
  expect((await post('comments', { name: 'Reader', body: 'I was there in the yellow coat' })).status).toBe(201)
  const results = (await (await fetch(`${url}/api${article}/results`)).json()) as { counted: number }
  expect(results.counted).toBe(1)
  await expect.poll(async () => (await fetch(url + article)).text()).toContain('the yellow coat')
}
