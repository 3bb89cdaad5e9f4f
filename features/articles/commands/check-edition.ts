import { keepPictures } from '@/features/media/commands/keep-pictures'
import { pictureIdsIn } from '@/features/media/document/text-pictures'
import type { Tx } from '@/platform/db'
import { AppError } from '@/platform/errors'
import { proseOf } from '../document/texts'
import { problemsOf } from '../problems-of'
import type { Problem } from '../publishable'
import { problemsOnSite, reservedAddresses } from '../queries/problems-on-site'
import type { ListDocument } from '../schema'

/** Throws an `invalid` error with every problem at its place (`data`: `{ path, message }[]`) when the document cannot become readers' pages. */
export async function checkEdition(tx: Tx, articleId: string, document: ListDocument): Promise<void> {
  // They stay until the edition is there; then where they are used is seen (`usesOf`).
  await keepPictures(tx, pictureIdsIn(proseOf(document)))
  refuse([...problemsOf(document), ...(await problemsOnSite(tx, articleId, document))])
}

/** The part of it that no edition may break, whenever it was checked: the addresses and entries of others. */
export async function checkAddresses(tx: Tx, articleId: string, document: ListDocument): Promise<void> {
  refuse(await reservedAddresses(tx, articleId, document))
}

function refuse(problems: Problem[]): void {
  const [first] = problems
  if (!first) return
  const fields: Record<string, string> = {}
  for (const { path, message } of problems) fields[path.join('.')] ??= message
  throw new AppError('invalid', problems.length === 1 ? first.message : `${first.message}, and ${problems.length - 1} more to correct`, {
    fields,
    data: problems,
  })
}
