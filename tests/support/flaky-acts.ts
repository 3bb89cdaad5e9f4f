import { expect } from '@playwright/test'
import { asInACrash, headingOf, openEntry, wordsOf } from '@/tests/e2e/support/drafts'
import { outlineOf } from '@/tests/e2e/support/writers'
import { keptAt, patienceMs, type Tab, type Writer } from './flaky-people'
import type { Typed, TypedWords } from './typed-words'

export type Acting = {
  words: TypedWords
  /** The headings of the entries that the site has. */
  entries: () => string[]
  headings: readonly string[]
  isOnSite: (word: string) => boolean
  count: (what: string) => void
  writer: Writer
  colleague: Writer
  /** So many entries are made, and so many removed, at the most. */
  most: number
}
/** Resolves to false when there was nothing that it could be done with. */
type Act = (tab: Tab) => Promise<unknown>

/** What somebody does in a tab. `acts`: any of them, of which the first is to write a word; `once`: what is done once at least. */
export function actsOf(
  { words, entries, headings, isOnSite, count, writer, colleague, most }: Acting,
  who: Writer,
  next: () => number,
): { acts: Act[]; once: Act[] } {
  const pick = <T>(all: readonly T[]) => all[Math.floor(next() * all.length)]!
  let made = 0
  let removed = 0

  /** An entry that is there in this tab too is open in it; null when the tab has not heard of it yet, or it has just gone. */
  const open = async ({ page }: Tab, heading: string): Promise<string | null> => {
    const row = outlineOf(page).getByRole('button', { name: heading })
    if ((await row.count()) === 0) return null
    who.at = heading
    await openEntry(page, heading)
    return heading
  }
  const openAny = async (tab: Tab) => (await open(tab, pick(entries().filter((one) => headings.includes(one))))) ?? (await open(tab, entries()[0]!))

  /** Letter by letter, each noted when the page has it. */
  const type = async ({ page, load }: Tab, place: 'Control+End' | 'Control+Home'): Promise<Typed> => {
    await wordsOf(page).press(place)
    const typed = words.begin(load)
    for (const letter of `${typed.word} `) {
      await page.keyboard.type(letter)
      typed.letters.push(Date.now())
    }
    return typed
  }
  const isThere = async ({ page }: Tab, { word }: Typed) => (await wordsOf(page).count()) > 0 && (await wordsOf(page).inputValue()).includes(word)
  const typeOne = async (tab: Tab): Promise<Typed | null> => {
    if (!(await openAny(tab))) return null
    const typed = await type(tab, next() < 0.5 ? 'Control+End' : 'Control+Home')
    if (await isThere(tab, typed)) return typed
    // Somebody removed the entry between two letters: what had been typed before brings it back, the rest went nowhere.
    typed.isOff = true
    count('words cut off by a removal')
    return null
  }

  const write: Act = async (tab) => {
    const typed = await typeOne(tab)
    if (!typed || next() < 0.4) return
    // The others are waited for: how long the browser takes to keep them says how slow the machine is.
    for (const from = performance.now(); !isOnSite(typed.word);) {
      const at = await keptAt(tab)
      if (at !== null && at >= typed.letters.at(-1)!) return words.noteKept(typed, at)
      if (performance.now() - from > patienceMs) throw new Error(`${typed.word} is kept nowhere`)
    }
  }
  const writeMuch: Act = async (tab) => {
    // Two who do this at one place while they do not hear of each other are shown both texts.
    if (!(await open(tab, headings[0]!))) return false
    for (let n = 0; n < 5; n++) {
      const typed = await type(tab, 'Control+End')
      if (!(await isThere(tab, typed))) {
        typed.isOff = true
        return count('words cut off by a removal')
      }
    }
  }
  const choose: Act = async ({ page }) => {
    const lead = page.getByRole('button', { name: /^\d+ texts? to choose$/ })
    if ((await lead.count()) === 0) return
    await lead.click()
    await page.keyboard.press(pick(['1', '2', '3']))
    count('texts chosen')
  }
  const undo: Act = async (tab) => {
    const typed = await typeOne(tab)
    if (!typed) return false
    // Until it is there again it was taken back on purpose.
    typed.isOff = true
    await wordsOf(tab.page).press('Control+z')
    await expect(wordsOf(tab.page)).not.toHaveValue(new RegExp(typed.word), { timeout: patienceMs })
    await wordsOf(tab.page).press('Control+Shift+z')
    await expect(wordsOf(tab.page)).toHaveValue(new RegExp(typed.word), { timeout: patienceMs })
    typed.isOff = false
    count('undone and done again')
  }
  const move: Act = async (tab) => {
    if (!(await openAny(tab))) return false
    await headingOf(tab.page).press(next() < 0.5 ? 'Alt+ArrowUp' : 'Alt+ArrowDown')
    count('entries moved')
  }
  const make: Act = async ({ page, load }) => {
    if (made >= most) return false
    await page
      .getByRole('button', { name: /^\+ Entry/ })
      .last()
      .click()
    await expect(headingOf(page)).toHaveValue('', { timeout: patienceMs })
    made++
    const typed = words.begin(load)
    await headingOf(page).fill(typed.word)
    typed.letters.push(...Array.from(`${typed.word} `, () => Date.now()))
    count('entries made')
  }
  /** The colleague removes what the writer is writing in at this moment. */
  const remove: Act = async (tab) => {
    if (removed >= most || entries().length < 6) return false
    const heading = [writer.at, ...entries()].find((one) => headings.includes(one) && one !== headings[0] && entries().includes(one))
    if (!heading || !(await open(tab, heading))) return false
    removed++
    await tab.page.getByRole('button', { name: 'Remove', exact: true }).click()
    count('entries removed')
  }
  const loadAgain: Act = async (tab) => {
    await typeOne(tab)
    who.leave(tab, 'loaded again')
    await who.comeBack(tab)
    count('pages loaded again')
  }
  const close: Act = async (tab) => {
    await typeOne(tab)
    who.leave(tab, 'tab closed')
    await tab.page.goto('about:blank')
    await tab.page.close()
    await who.openTab()
    count('tabs closed')
  }
  const crash: Act = async (tab) => {
    await asInACrash(tab.page)
    await typeOne(tab)
    who.leave(tab, 'tab crashed')
    await tab.page.close()
    await who.openTab()
    count('tabs crashed')
  }

  const all = [write, write, write, write, undo, undo, move, move, move, writeMuch, writeMuch, choose, make]
  return who === colleague
    ? { acts: [...all, remove], once: [undo, move, make, remove, writeMuch] }
    : { acts: [...all, loadAgain, close, crash], once: [undo, move, make, loadAgain, close, crash, writeMuch] }
}
