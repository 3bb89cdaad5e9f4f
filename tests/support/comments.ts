import { write } from '@/platform/db'
import type { Role } from '@/platform/roles'
import { newId } from '@/platform/id'
import type { Actor } from '@/platform/http/request'

let made = 0

/** A published list with these entries, as publishing projects it; `dropped` ones are no longer listed. */
export async function makeList({ entries = ['one', 'two', 'three'], dropped = [] as string[], state = 'published' as 'published' | 'draft' } = {}) {
  const id = newId()
  const slug = `list-${++made}-${id.slice(-4)}`
  const idOf: Record<string, string> = {}
  await write(async (tx) => {
    await tx.article.create({ data: { id, slug, state, title: `List ${made}`, draft: { create: { document: {} } }, entryCount: entries.length } })
    for (const [position, name] of [...entries, ...dropped].entries()) {
      const entryId = (idOf[name] = newId())
      const row = { id: entryId, articleId: id, slug: name, listed: position < entries.length, position, number: position + 1, heading: `Entry ${name}` }
      await tx.entry.create({ data: row })
      await tx.entrySlug.create({ data: { articleId: id, slug: name, entryId } })
    }
    if (state !== 'published') return
    const editionId = newId()
    await tx.edition.create({ data: { id: editionId, articleId: id, number: 1, document: {}, ofVersion: 1, publishAt: new Date(), liveAt: new Date() } })
    await tx.article.update({ where: { id }, data: { currentEditionId: editionId } })
  })
  return { id, slug, idOf }
}

/** Somebody who has no cookie yet. */
export const stranger = (name = newId()): Actor => ({ readerId: null, account: null, ip: `192.0.2.${++made}`, userAgent: name, fingerprint: name })

/** A guest who acted before, or will: the id is signed in their cookie. */
export const guest = (name = newId()): Actor => ({ ...stranger(name), readerId: `guest${name.slice(-12)}` })

/** Somebody signed in. */
export async function member(role: Role = 'reader', name = 'Mina'): Promise<Actor> {
  const id = newId()
  const readerId = newId()
  const email = `${id}@lists.example`
  await write(async (tx) => {
    await tx.account.create({ data: { id, email, name, role, confirmedAt: new Date() } })
    await tx.reader.create({ data: { id: readerId, accountId: id } })
  })
  return { ...stranger(), readerId, account: { id, name, email, role, lacksSecondFactor: false } }
}
