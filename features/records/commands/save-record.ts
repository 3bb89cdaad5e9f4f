import { isDeepStrictEqual } from 'node:util'
import { isUniqueViolation } from '@/platform/db/unique-violation'
import { lockRows, write, type Tx } from '@/platform/db'
import { AppError, conflict, forbidden, notFound, unauthorized } from '@/platform/errors'
import { newId } from '@/platform/id'
import { mergeFields, othersIn, type Saved } from '@/platform/merge-fields'
import { announce } from '@/platform/events/announce'
import type { Actor } from '@/platform/http/request'
import { keepPictures } from '@/features/media/commands/keep-pictures'
import { getMedium } from '@/features/media/queries/media'
import { getSiteSettings } from '@/features/settings/queries/site-settings'
import { mayAddRecord, mayChangeRecord } from '../policy'
import { kindFolders, type RecordInput } from '../schema'
import { findStored } from '../queries/find-stored'
import { leadsTo } from '../queries/leads-to'
import { recordsTag, recordTag } from '../tags'
import { showRecords } from './count-appearances'
import { keepFields } from './keep-fields'
import { namesToFind, writeNameForms } from './write-name-forms'
import { replaceNames } from './write-record-values'

const refused = (field: string, message: string) => new AppError('conflict', message, { fields: { [field]: message } })

/**
 * Makes a shared record, or changes one with its names. A record keeps its kind; its former addresses lead to it for ever. What it is now becomes a revision; `source`
 * is the number of one that this brings back.
 * Every list that shows it changes at once, because editions hold only its id. Throws a conflict for what somebody else changed meanwhile (`base`: what the writer saw).
 */
export async function saveRecord(
  actor: Actor,
  { id, base: seen = {}, ...sent }: RecordInput & { id: string | null; base?: Readonly<Record<string, unknown>> },
  { source }: { source?: number } = {},
): Promise<Saved> {
  if (!actor.account) throw unauthorized()
  if (!mayAddRecord(actor)) throw forbidden('Only writers keep the shared records')
  try {
    return await write(async (tx) => {
      const mayChange = mayChangeRecord(actor, { authorsChange: (await getSiteSettings(tx))['authors-change-records'] })
      if (id && !mayChange) throw forbidden('On this site editors change the shared records: tell one what is wrong with this')
      // The page of what it belongs to would show it.
      if (sent.parentId && !mayChange) throw refused('parentId', 'On this site editors say what a record belongs to: leave this empty, and tell one')
      const stored = id ? await findStored(tx, id) : null
      const old = stored?.values ?? null
      if (id && !old) throw notFound('There is no such record')
      if (stored?.mergedIntoId) throw conflict('This record was merged into another one meanwhile. Nothing was saved')
      if (stored?.trashedAt) throw conflict('This record is in the trash. Restore it first')
      if (old && old.kind !== sent.kind) throw refused('kind', 'A record keeps its kind: make another record instead')
      const [base, mine] = [await withMeantParent(tx, seen, id, old), await withMeantParent(tx, sent, id, old)]
      const input = { pictureId: old?.pictureId ?? null, ...(old ? mergeFields(base, mine, old, wordsOf) : mine) }
      const recordId = id ?? newId()
      await checkAddress(tx, recordId, input)
      if (input.parentId) await checkParent(tx, recordId, input.parentId, old?.parentId)
      if (input.pictureId && input.pictureId !== old?.pictureId) await checkPicture(tx, input.pictureId)
      const { names, ...data } = input
      if (old) {
        await tx.record.update({ where: { id: recordId }, data })
        if (old.slug !== input.slug) await tx.redirect.create({ data: { path: `/${kindFolders[input.kind]}/${old.slug}`, recordId } })
      } else await tx.record.create({ data: { id: recordId, ...data } })
      if (old && old.parentId !== input.parentId) await showRecords(tx, [recordId, ...(old.parentId ? [old.parentId] : [])])
      await writeNames(tx, recordId, names)
      await writeNameForms(tx, input.kind, recordId, namesToFind(input))
      await announce(tx, 'record.saved', { recordId }, { tags: [recordTag(recordId), recordsTag(input.kind)] })
      const kept = await keepFields(tx, {
        of: { recordId },
        before: stored,
        after: input,
        by: actor.account!.id,
        kind: source === undefined ? 'written' : 'restored',
        source,
      })
      return { id: recordId, others: await withNamed(tx, actor, old ? othersIn(sent, input) : null), ...kept }
    })
  } catch (error) {
    if (isUniqueViolation(error)) throw refused('slug', 'Another record has this address')
    throw error
  }
}

/** What stands in a field, as a conflict says it. An id tells nobody anything. */
const wordsOf = (field: string, value: unknown) => (typeof value === 'string' && !field.endsWith('Id') ? value : '')

/** With what the record stands under and its picture, as the form shows them. */
async function withNamed(tx: Tx, actor: Actor, others: Partial<RecordInput> | null) {
  if (!others) return null
  const { parentId, pictureId } = others
  return {
    ...others,
    ...(parentId !== undefined && { parent: parentId && (await tx.record.findUnique({ where: { id: parentId }, select: { id: true, name: true } })) }),
    ...(pictureId !== undefined && { picture: pictureId && (await getMedium(actor, pictureId, tx)) }),
  }
}

/** The picture can be shown, and stays until this transaction has ended. */
async function checkPicture(tx: Tx, pictureId: string): Promise<void> {
  await keepPictures(tx, [pictureId])
  const medium = await tx.media.findUnique({ where: { id: pictureId }, select: { file: true } })
  if (!medium) throw refused('pictureId', 'This picture was deleted meanwhile: choose another one')
  if (!medium.file) throw refused('pictureId', 'Of this picture only its name in files is known: upload it, or choose another one')
}

/**
 * A parent that was merged meanwhile is the record that it leads to; where that is this one itself, what this one stands under now. Who filled in a form before the
 * merge, or brings back what was there then, could not know.
 */
async function withMeantParent<T extends { parentId?: unknown }>(tx: Tx, fields: T, id: string | null, old: RecordInput | null): Promise<T> {
  if (typeof fields.parentId !== 'string') return fields
  const meant = await leadsTo(tx, fields.parentId)
  if (meant === fields.parentId) return fields
  return { ...fields, parentId: meant === id ? old!.parentId : meant }
}

async function writeNames(tx: Tx, recordId: string, names: RecordInput['names']): Promise<void> {
  const old = await tx.recordName.findMany({ where: { recordId }, orderBy: { position: 'asc' }, select: { name: true, lang: true, alias: true } })
  if (isDeepStrictEqual(old, names)) return
  await replaceNames(tx, recordId, names)
}

async function checkAddress(tx: Tx, recordId: string, { kind, slug }: RecordInput): Promise<void> {
  const other = await tx.record.findUnique({ where: { kind_slug: { kind, slug } }, select: { id: true, name: true, trashedAt: true } })
  if (other && other.id !== recordId)
    throw refused(
      'slug',
      `“${other.name}”${other.trashedAt ? ', which is in the trash,' : ''} has this address: choose another, or ${other.trashedAt ? 'restore' : 'use'} that record`,
    )
  const path = `/${kindFolders[kind]}/${slug}`
  const reserved = await tx.redirect.findUnique({ where: { path }, select: { recordId: true } })
  if (reserved && reserved.recordId !== recordId) throw refused('slug', 'This was the address of another record and still leads there')
  if (reserved) await tx.redirect.delete({ where: { path } })
}

/** A record cannot stand under itself, however far up, nor come under one in the trash. */
async function checkParent(tx: Tx, recordId: string, parentId: string, before?: string | null): Promise<void> {
  if (parentId !== before) {
    // It may be moved to the trash meanwhile, because nothing stands under it yet.
    await lockRows(tx, 'Subject', [parentId])
    const parent = await tx.record.findUnique({ where: { id: parentId }, select: { name: true, trashedAt: true } })
    if (parent?.trashedAt) throw refused('parentId', `“${parent.name}” is in the trash: restore it first, or choose another`)
  }
  for (let above: string | null = parentId, steps = 0; above; steps++) {
    if (above === recordId || steps > 20) throw refused('parentId', 'A record cannot belong to itself')
    const row: { parentId: string | null } | null = await tx.record.findUnique({ where: { id: above }, select: { parentId: true } })
    if (!row) throw refused('parentId', 'This record no longer exists')
    above = row.parentId
  }
}
