import { conflict } from '@/platform/errors'
import type { Actor } from '@/platform/http/request'
import type { Saved } from '@/platform/merge-fields'
import { findRevision } from '@/features/records/queries/field-revisions'
import { authorInput, seriesInput } from '../schema'
import { saveAuthor } from './save-author'
import { saveSeries } from './save-series'

type Wanted = { id: string; /** What is to come back. */ revision: number; /** The revision that the writer has seen as the newest. */ seen: number }

const notAllowed = () => conflict('What it was then is no longer allowed: change the fields by hand')

/** Makes the fields of a series what they were in a revision, merged by field as in `bringBackRecord`. */
export async function bringBackSeries(actor: Actor, { id, revision, seen }: Wanted): Promise<Saved> {
  const [base, wanted] = [await findRevision({ seriesId: id }, seen), await findRevision({ seriesId: id }, revision)]
  const read = seriesInput.safeParse({ ...wanted, id, base })
  if (!read.success) throw notAllowed()
  return saveSeries(actor, read.data, { source: revision })
}

/** The same for an author. */
export async function bringBackAuthor(actor: Actor, { id, revision, seen }: Wanted): Promise<Saved> {
  const [base, wanted] = [await findRevision({ authorId: id }, seen), await findRevision({ authorId: id }, revision)]
  const read = authorInput.safeParse({ ...wanted, id, base })
  if (!read.success) throw notAllowed()
  return saveAuthor(actor, read.data, { source: revision })
}
