import { Prisma } from '@/prisma/generated/sqlite/client'
import { allTexts, featuresOf, type Seen } from '@/features/moderation-rules/classifier'
import type { Tx } from '@/platform/db'

/** What a moderator’s decision says of a text; null: it says nothing about advertising. */
export const labelOf = (action: string, codes: string[]): keyof Seen | null =>
  action === 'restore' ? 'honest' : action === 'hide' && codes.includes('spam') ? 'spam' : null

// Three values of a row, and a statement takes 999 on SQLite.
const together = 300

/** Learns that texts are of a kind, or (`by` -1) takes that back; part of the decision's transaction. Rows are changed in one order, so two decisions at a time do not lock each other out. */
export async function learn(tx: Tx, texts: { body: string; label: keyof Seen }[], by: 1 | -1): Promise<void> {
  const changes = new Map<number, Seen>()
  for (const { body, label } of texts)
    for (const bucket of [allTexts, ...featuresOf(body)]) {
      const change = changes.get(bucket) ?? { spam: 0, honest: 0 }
      change[label] += by
      changes.set(bucket, change)
    }
  const rows = [...changes].sort(([one], [other]) => one - other)
  for (let start = 0; start < rows.length; start += together) {
    const values = rows.slice(start, start + together).map(([bucket, { spam, honest }]) => Prisma.sql`(${bucket}, ${spam}, ${honest})`)
    // An edited text may take back more than it gave.
    await tx.$executeRaw`
      INSERT INTO "SpamFeature" ("bucket", "spam", "honest") VALUES ${Prisma.join(values)}
      ON CONFLICT ("bucket") DO UPDATE SET
        "spam" = CASE WHEN "SpamFeature"."spam" + excluded."spam" > 0 THEN "SpamFeature"."spam" + excluded."spam" ELSE 0 END,
        "honest" = CASE WHEN "SpamFeature"."honest" + excluded."honest" > 0 THEN "SpamFeature"."honest" + excluded."honest" ELSE 0 END`
  }
}
