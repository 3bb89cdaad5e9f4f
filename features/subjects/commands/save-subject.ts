import { isDeepStrictEqual } from 'node:util'
import { isStaff } from '@/features/accounts/policy'
import { write, type Tx } from '@/platform/db'
import { AppError, forbidden, notFound, unauthorized } from '@/platform/errors'
import { newId } from '@/platform/id'
import { announce } from '@/platform/outbox'
import type { Actor } from '@/platform/request'
import { fold } from '../fold'
import { kindFolders, type SubjectInput } from '../schema'
import { subjectsTag, subjectTag } from '../tags'

const refused = (field: string, message: string) => new AppError('conflict', message, { fields: { [field]: message } })

/**
 * Makes a shared record, or changes one with its names. A record keeps its kind; its former addresses lead to it for ever.
 * Every list that shows it reads differently at once, because editions hold its id only.
 */
export async function saveSubject(actor: Actor, { id, ...input }: SubjectInput & { id: string | null }): Promise<{ id: string }> {
  if (!actor.account) throw unauthorized()
  if (!isStaff(actor)) throw forbidden('Only writers keep the shared records')
  try {
    return await write(async (tx) => {
      const old = id ? await tx.subject.findUnique({ where: { id }, select: { kind: true, slug: true } }) : null
      if (id && !old) throw notFound('There is no such record')
      if (old && old.kind !== input.kind) throw refused('kind', 'A record keeps its kind: make another record instead')
      const subjectId = id ?? newId()
      await checkAddress(tx, subjectId, input)
      if (input.parentId) await checkParent(tx, subjectId, input.parentId)
      const { names, ...data } = input
      if (old) {
        await tx.subject.update({ where: { id: subjectId }, data })
        if (old.slug !== input.slug) await tx.redirect.create({ data: { path: `/${kindFolders[input.kind]}/${old.slug}`, subjectId } })
      } else await tx.subject.create({ data: { id: subjectId, ...data } })
      await writeNames(tx, subjectId, names)
      await announce(tx, { type: 'subject.saved', tags: [subjectTag(subjectId), subjectsTag(input.kind)], payload: { subjectId } })
      return { id: subjectId }
    })
  } catch (error) {
    if ((error as { code?: string }).code === 'P2002') throw refused('slug', 'Another record has this address')
    throw error
  }
}

async function writeNames(tx: Tx, subjectId: string, names: SubjectInput['names']): Promise<void> {
  const old = await tx.subjectName.findMany({ where: { subjectId }, orderBy: { position: 'asc' }, select: { name: true, lang: true, alias: true } })
  if (isDeepStrictEqual(old, names)) return
  await tx.subjectName.deleteMany({ where: { subjectId } })
  await tx.subjectName.createMany({ data: names.map((each, position) => ({ subjectId, position, ...each, search: fold(each.name) })) })
}

async function checkAddress(tx: Tx, subjectId: string, { kind, slug }: SubjectInput): Promise<void> {
  const other = await tx.subject.findUnique({ where: { kind_slug: { kind, slug } }, select: { id: true, name: true } })
  if (other && other.id !== subjectId) throw refused('slug', `“${other.name}” has this address: choose another, or use that record`)
  const path = `/${kindFolders[kind]}/${slug}`
  const reserved = await tx.redirect.findUnique({ where: { path }, select: { subjectId: true } })
  if (reserved && reserved.subjectId !== subjectId) throw refused('slug', 'This was the address of another record and still leads there')
  if (reserved) await tx.redirect.delete({ where: { path } })
}

/** A record cannot stand under itself, however far up. */
async function checkParent(tx: Tx, subjectId: string, parentId: string): Promise<void> {
  for (let above: string | null = parentId, steps = 0; above; steps++) {
    if (above === subjectId || steps > 20) throw refused('parentId', 'A record cannot belong to itself')
    const row: { parentId: string | null } | null = await tx.subject.findUnique({ where: { id: above }, select: { parentId: true } })
    if (!row) throw refused('parentId', 'This record no longer exists')
    above = row.parentId
  }
}
