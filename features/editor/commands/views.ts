import type { z } from 'zod'
import { writerOf } from '@/features/articles/commands/load-article'
import { write, type Tx } from '@/platform/db'
import { conflict, invalid, notFound } from '@/platform/errors'
import type { Actor } from '@/platform/http/request'
import { newId } from '@/platform/id'
import { viewLimits, type removeViewInput, type renameViewInput, type saveViewInput } from '../schema'

/** Of one account at a time: two tabs would take one name. */
const lockOf = (accountId: string) => ({ lock: `views:${accountId}` })

async function refuseTaken(tx: Tx, accountId: string, name: string, except = ''): Promise<void> {
  const taken = await tx.listView.findUnique({ where: { accountId_name: { accountId, name } }, select: { id: true } })
  if (taken && taken.id !== except) throw invalid('You have a view of this name', { name: 'You have a view of this name already: take another one' })
}

/** Keeps a filter of the lists under a name, for whoever asks alone. Throws invalid for a name that one of theirs has, conflict when there are too many. */
export async function saveView(actor: Actor, { name, filter }: z.output<typeof saveViewInput>): Promise<{ id: string }> {
  const { id: accountId } = writerOf(actor)
  return write(async (tx) => {
    await refuseTaken(tx, accountId, name)
    if ((await tx.listView.count({ where: { accountId } })) >= viewLimits.views) throw conflict(`You have ${viewLimits.views} views: remove one first`)
    return tx.listView.create({ data: { id: newId(), accountId, name, filter }, select: { id: true } })
  }, lockOf(accountId))
}

/** Calls a view of one's own something else. Throws not_found for one that is gone, invalid for a name that another one has. */
export async function renameView(actor: Actor, { id, name }: z.output<typeof renameViewInput>): Promise<void> {
  const { id: accountId } = writerOf(actor)
  await write(async (tx) => {
    await refuseTaken(tx, accountId, name, id)
    const { count } = await tx.listView.updateMany({ where: { id, accountId }, data: { name } })
    if (count === 0) throw notFound('You have removed this view already')
  }, lockOf(accountId))
}

/** Removes a view of one's own, not the lists in it. Done twice it is done. */
export async function removeView(actor: Actor, { id }: z.output<typeof removeViewInput>): Promise<void> {
  const { id: accountId } = writerOf(actor)
  await write((tx) => tx.listView.deleteMany({ where: { id, accountId } }))
}
