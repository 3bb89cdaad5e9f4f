/** So many revisions are kept of a record, a series or an author; the newest ones whatever happens. */
export const maxRevisions = 100
const alwaysKept = 20
const closeMs = 3_600_000

/**
 * Which of a thing's revisions go when there are too many, oldest first given: those that were followed by another one within the hour, from the oldest on; when
 * none is left, the oldest. So a hundred savings of one day do not push out what the thing was last year.
 */
export function revisionsToDrop(revisions: readonly { id: string; createdAt: Date }[]): string[] {
  const kept = [...revisions]
  const dropped: string[] = []
  while (kept.length > maxRevisions) {
    const close = kept.findIndex((one, index) => index < kept.length - alwaysKept && kept[index + 1]!.createdAt.getTime() - one.createdAt.getTime() < closeMs)
    dropped.push(...kept.splice(Math.max(close, 0), 1).map(({ id }) => id))
  }
  return dropped
}
