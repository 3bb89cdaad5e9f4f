import { Prisma } from '@/prisma/generated/sqlite/client'
import { allTexts, featuresOf, type Seen } from '@/features/moderation-rules/classifier'
import type { Tx } from '@/platform/db'

type Label = keyof Seen

/** What a moderator’s decision says of a text; null: it says nothing about advertising. */
export const labelOf = (action: string, codes: string[]): Label | null =>
  action === 'restore' ? 'honest' : action === 'hide' && codes.includes('spam') ? 'spam' : null

/** A comment, the last decision about it, and what that says of its words. */
export type Lesson = { id: string; body: string; label: Label | null; decisionId: string }

/**
 * Learns what decisions say of comments; part of their transaction. A comment teaches one thing, once: what an earlier decision taught of it is taken back, from the words that it
 * had then, and a decision that says the same teaches nothing.
 */
export async function teach(tx: Tx, lessons: Lesson[]): Promise<void> {
  const taught = new Map((await tx.spamLesson.findMany({ where: { commentId: { in: lessons.map(({ id }) => id) } } })).map((row) => [row.commentId, row]))
  const labelBefore = (id: string): Label | null => (taught.has(id) ? (taught.get(id)!.isSpam ? 'spam' : 'honest') : null)
  const changed = lessons.filter(({ id, label }) => label !== labelBefore(id))
  const ids = changed.map(({ id }) => id)
  const revisions = Map.groupBy(await tx.commentRevision.findMany({ where: { commentId: { in: ids } }, orderBy: { id: 'asc' } }), ({ commentId }) => commentId)
  // The words that were changed after it was taught are those that it was taught from.
  const bodyThen = ({ id, body }: Lesson) => revisions.get(id)?.find(({ createdAt }) => createdAt >= taught.get(id)!.createdAt)?.body ?? body
  await count(tx, [
    ...changed.flatMap((one) => (taught.has(one.id) ? [{ body: bodyThen(one), label: labelBefore(one.id)!, by: -1 }] : [])),
    ...changed.flatMap(({ body, label }) => (label ? [{ body, label, by: 1 }] : [])),
  ])
  await tx.spamLesson.deleteMany({ where: { commentId: { in: ids } } })
  const data = changed.flatMap(({ id, label, decisionId }) => (label ? [{ commentId: id, isSpam: label === 'spam', decisionId }] : []))
  if (data.length > 0) await tx.spamLesson.createMany({ data })
}

/** Takes back what these decisions taught, and nothing else. */
export async function unteach(tx: Tx, decided: Omit<Lesson, 'label'>[]): Promise<void> {
  const by = new Map(
    (await tx.spamLesson.findMany({ where: { commentId: { in: decided.map(({ id }) => id) } } })).map((row) => [row.commentId, row.decisionId]),
  )
  const own = decided.filter(({ id, decisionId }) => by.get(id) === decisionId)
  if (own.length > 0) await teach(tx, own.map((one) => ({ ...one, label: null }))) // prettier-ignore
}

// Three values of a row, and a statement takes 999 on SQLite.
const together = 300

/** Rows are changed in one order, so two decisions at a time do not lock each other out. */
async function count(tx: Tx, texts: { body: string; label: Label; by: number }[]): Promise<void> {
  const changes = new Map<number, Seen>()
  for (const { body, label, by } of texts)
    for (const bucket of [allTexts, ...featuresOf(body)]) {
      const change = changes.get(bucket) ?? { spam: 0, honest: 0 }
      change[label] += by
      changes.set(bucket, change)
    }
  const rows = [...changes].sort(([one], [other]) => one - other)
  for (let start = 0; start < rows.length; start += together) {
    const values = rows.slice(start, start + together).map(([bucket, { spam, honest }]) => Prisma.sql`(${bucket}, ${spam}, ${honest})`)
    // What is counted never falls below nothing.
    await tx.$executeRaw`
      INSERT INTO "SpamFeature" ("bucket", "spam", "honest") VALUES ${Prisma.join(values)}
      ON CONFLICT ("bucket") DO UPDATE SET
        "spam" = CASE WHEN "SpamFeature"."spam" + excluded."spam" > 0 THEN "SpamFeature"."spam" + excluded."spam" ELSE 0 END,
        "honest" = CASE WHEN "SpamFeature"."honest" + excluded."honest" > 0 THEN "SpamFeature"."honest" + excluded."honest" ELSE 0 END`
  }
}
