import type { Locator, Page } from '@playwright/test'

/** Where things are on the page of a list and on that of an entry: by role and name, as a screen reader finds them, and by public ids. */

export const entriesOf = (page: Page): Locator => page.locator('[data-entry]')
export const entryOf = (page: Page, slug: string): Locator => page.locator(`[data-entry][id="${slug}"]`)
/** The list of who and what is credited, on the page of an entry or inside one entry of a list. */
export const creditsOf = (where: Page | Locator): Locator => where.getByRole('list', { name: 'Credits' })
/** The picture that leads to the video. */
export const posterOf = (where: Page | Locator): Locator => where.getByRole('link', { name: /on YouTube$/ })
/** The numbers at the side that lead to the entries. */
export const jumpLinksOf = (page: Page): Locator => page.getByRole('navigation', { name: 'Entries' }).getByRole('link')

export const favouriteButtonsOf = (where: Page | Locator): Locator => where.getByRole('button', { name: /^(?:My|Your) favourite\b/ })
export const favouriteButtonOf = (page: Page, slug: string): Locator => favouriteButtonsOf(entryOf(page, slug))

/** The closing question with its answers; the lists that tests read ask the usual one. */
export const resultsOf = (page: Page): Locator => page.getByRole('region', { name: 'Which one was your favourite?' })
/** The row of the results that the visitor voted for. */
export const ownResultOf = (page: Page): Locator => resultsOf(page).getByRole('listitem').filter({ hasText: 'your vote' })

/** The bars that compare shares: decoration, so they have no role. */
export const barsOf = (where: Page | Locator): Locator => where.locator('svg[height="4"]:visible')

/** The comments that everybody sees. */
export const commentsOf = (page: Page): Locator => page.getByRole('article', { name: /^(?:Comment|Reply) by / })
export const repliesOf = (page: Page): Locator => page.getByRole('article', { name: /^Reply by / })
/** The first comment of each thread. */
export const threadsOf = (page: Page): Locator => page.getByRole('article', { name: /^Comment by / })
/** The comments that wait for a moderator. */
export const waitingCommentsOf = (page: Page): Locator => page.getByRole('article', { name: /^Waiting comment by / })
export const commentSaying = (page: Page, words: string): Locator => commentsOf(page).filter({ hasText: words })
/** What else can be done with a comment stands behind the dots. */
export const openMore = (comment: Locator): Promise<void> => comment.getByText('···', { exact: true }).first().click()
/** The button that likes a comment; pressed when the visitor does. */
export const heartOf = (comment: Locator): Locator => comment.getByRole('button', { name: /Like the comment of/ }).first()
export const answerFormOf = (page: Page): Locator => page.getByRole('form', { name: /^Answer to / })
/** What marks a comment that came since the last visit. */
export const newMarkOf = (where: Page | Locator): Locator => where.getByText('new', { exact: true })
