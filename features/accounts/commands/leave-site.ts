import { write, type Tx } from '@/platform/db'
import { conflict, forbidden, notFound } from '@/platform/errors'
import { announce } from '@/platform/events/announce'
import { newId } from '@/platform/id'
import { mailKeysOf } from '../mails'
import { mayEndAccount } from '../policy'
import { forgetStaffNames } from '../queries/staff-names'
import type { By } from './create-account'
import { logAccountChange } from '../account-log'

/**
 * What becomes of what a reader gave: `anonymous` keeps it with nothing in it that tells whose it was, `erased` takes votes back and words away.
 * Replies of others, and what counts them, stay right in both.
 */
export const leavings = ['anonymous', 'erased'] as const
export type Leaving = (typeof leavings)[number]

/** How a feature lets a reader go, in the transaction of the leaving. What is kept moves to the reader `to`. Returns the tags of pages that change. */
export type Leaver = (tx: Tx, leaving: { from: string; to: string; leaving: Leaving }) => Promise<string[]>

// One list for the process: bundlers give each layer of the application its own copy of this module.
const holder = globalThis as unknown as { [key: symbol]: Map<string, Leaver> | undefined }
const leavers = (holder[Symbol.for('lightstick.leavers')] ??= new Map<string, Leaver>())

/** Registers how a feature lets a reader go (called by app/composition.ts only). Idempotent by `name`. */
export const leaveWith = (name: string, leaver: Leaver): void => void leavers.set(name, leaver)

/**
 * Ends an account for good: it is signed out everywhere, its address is free again, and what it wrote and voted becomes anonymous or goes. Lists that it
 * signed keep their byline. Mails to it that wait or were given up go too. Throws forbidden, not_found, and conflict for the only owner.
 */
export async function leaveSite(by: By, { accountId, leaving }: { accountId: string; leaving: Leaving }): Promise<void> {
  const leave = () =>
    write(async (tx) => {
      const account = await tx.account.findUnique({ where: { id: accountId }, select: { id: true, email: true, role: true, reader: { select: { id: true } } } })
      if (!account) throw notFound('There is no such account')
      if (by !== 'operator' && !mayEndAccount(by, account)) throw forbidden('You may not end this account')
      if (
        account.role === 'owner' &&
        (await tx.account.count({ where: { role: 'owner', suspendedAt: null, confirmedAt: { not: null }, id: { not: accountId } } })) === 0
      )
        throw conflict('This is the only owner. Make another one first.')
      const tags = new Set<string>()
      if (account.reader) {
        const from = account.reader.id
        // Not the old reader without its account: a cookie from before the sign-in may still carry that id.
        const { id: to } = await tx.reader.create({ data: { id: newId() }, select: { id: true } })
        for (const leave of leavers.values()) for (const tag of await leave(tx, { from, to, leaving })) tags.add(tag)
        await tx.reader.delete({ where: { id: from } })
        await tx.reader.deleteMany({ where: { id: to, votes: { none: {} }, comments: { none: {} }, hearts: { none: {} } } })
      }
      // Jobs may hold its address, and those that were given up are kept until somebody drops them.
      const { starts, isOne } = mailKeysOf(account)
      const mails = await tx.job.findMany({ where: { OR: starts.map((start) => ({ key: { startsWith: start } })) }, select: { key: true } })
      // To the database “_” may be any letter.
      await tx.job.deleteMany({ where: { key: { in: mails.map(({ key }) => key).filter(isOne) } } })
      await tx.account.delete({ where: { id: accountId } })
      await announce(tx, 'account.left', { accountId }, { tags: [...tags], hard: true })
    })
  await orOnceMore(leave)
  logAccountChange('left', accountId, by, { leaving })
  forgetStaffNames()
}

/** A vote or a comment that came while the account was leaving points at its reader, and the database refuses to delete that. The next try sees it. */
async function orOnceMore(work: () => Promise<void>, tries = 5): Promise<void> {
  try {
    await work()
  } catch (error) {
    if ((error as { code?: string }).code !== 'P2003' || tries === 1) throw error
    await orOnceMore(work, tries - 1)
  }
}
