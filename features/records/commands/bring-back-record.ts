import { read as db } from '@/platform/db'
import { conflict } from '@/platform/errors'
import type { Actor } from '@/platform/http/request'
import type { Saved } from '@/platform/merge-fields'
import { findRevision } from '../queries/field-revisions'
import { recordInput } from '../schema'
import { saveRecord } from './save-record'

type Wanted = { id: string; /** What is to come back. */ revision: number; /** The revision that the writer has seen as the newest. */ seen: number }

/**
 * Makes the fields of a record what they were in a revision, as a saving of whoever saw the revision `seen`: a field that somebody else has changed since is not
 * written over (conflict), and one in which the two do not differ is left as it is. It is a revision itself. Undo of a saving is this with the revision before it.
 */
export async function bringBackRecord(actor: Actor, { id, revision, seen }: Wanted): Promise<Saved> {
  const [before, wanted] = [await findRevision({ recordId: id }, seen), await findRevision({ recordId: id }, revision)]
  const read = recordInput.safeParse(wanted)
  if (!read.success) throw conflict('What it was then is no longer allowed: change the fields by hand')
  const { pictureId, ...fields } = read.data
  // A picture that was deleted since cannot come back; the rest does.
  const isThere = !pictureId || (await db.media.findUnique({ where: { id: pictureId }, select: { id: true } })) !== null
  return saveRecord(actor, { id, base: before, ...(isThere ? read.data : fields) }, { source: revision })
}
