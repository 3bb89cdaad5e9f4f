import type { Tx } from '@/platform/db'
import { insertRows } from '@/platform/db/insert-rows'
import { nameForms } from '@/platform/text/fold'
import type { NamedKind } from '../queries/find-names'

/** Writes where somebody may begin to type the names of a record, a list, a series or an author, in the transaction that names it. Without names it is found by none. */
export async function writeNameForms(tx: Tx, kind: NamedKind, targetId: string, names: readonly string[]): Promise<void> {
  const ranks = new Map<string, number>()
  const add = (text: string, rank: number) => {
    if (text !== '' && (ranks.get(text) ?? Infinity) > rank) ranks.set(text, rank)
  }
  for (const name of names) {
    const { whole, starts, middles } = nameForms(name)
    add(whole, 0)
    for (const start of starts) add(start, 1)
    for (const middle of middles) add(middle, 2)
  }
  await tx.nameForm.deleteMany({ where: { kind, targetId } })
  await insertRows(
    tx,
    'NameForm',
    [...ranks].map(([text, rank]) => ({ kind, targetId, text, rank })),
  )
}

/** The names by which a record is found: its own, the others, and its address, which is often its name in Latin letters. */
export const namesToFind = ({ name, slug, names }: { name: string; slug: string; names: readonly { name: string }[] }): string[] => [
  name,
  ...names.map((other) => other.name),
  slug,
]
