import type { Page } from '@playwright/test'

/** What a page notes of itself, in milliseconds of the machine's clock. */
type Measured = {
  keys: number[]
  /** Requests that carried operations, or asked for others'. */
  requests: { isOwn: boolean; sent: number; answered: number }[]
  /** By how much the page was late for what it wanted to do, and when. */
  late: { at: number; by: number }[]
  /** When the heading that is open first held the words that are waited for. */
  shown: number | null
}

/** From now on the page notes when keys are pressed, requests leave and come back, and when `words` are in the heading that is open. To be called before it is loaded. */
export const measurePace = (page: Page, words: string) =>
  page.addInitScript((waitedFor) => {
    const noted: Measured = { keys: [], requests: [], late: [], shown: null }
    Object.assign(window, { noted })
    window.addEventListener('keydown', () => noted.keys.push(Date.now()), true)
    const ask = window.fetch
    window.fetch = async (...given) => {
      if (!String(given[0]).endsWith('/draft/operations')) return ask(...given)
      const request = { isOwn: !String(given[1]?.body).endsWith('"operations":[]}'), sent: Date.now(), answered: Infinity }
      noted.requests.push(request)
      const answer = await ask(...given)
      request.answered = Date.now()
      return answer
    }
    let last = Date.now()
    const everyMs = 20
    setInterval(() => {
      const at = Date.now()
      noted.late.push({ at, by: Math.max(0, at - last - everyMs) })
      last = at
      const heading = document.getElementById('entry-heading') as HTMLInputElement | null
      if (noted.shown === null && heading?.value.includes(waitedFor)) noted.shown = at
    }, everyMs)
  }, words)

export const readPace = (page: Page): Promise<Measured> => page.evaluate(() => (window as unknown as { noted: Measured }).noted)

/** How long a page did not get to what it wanted to do between two moments: the machine was busy with something else. */
export const lateBetween = ({ late }: Measured, from: number, to: number) =>
  late.filter(({ at, by }) => by > 0 && at > from && at - by < to).reduce((sum, { by }) => sum + by, 0)
