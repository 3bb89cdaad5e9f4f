import { Prisma } from '@/prisma/generated/sqlite/client'
import { allTexts, featuresOf, spamChance, type Seen } from '@/features/moderation-rules/classifier'
import { read, type Db } from '@/platform/db'

// A statement takes 999 values on SQLite.
const together = 900

/** How likely each of these texts is advertising, as moderators taught it; null while they have taught too little. It looks up what stands in the texts, however much was learned. */
export async function listSpamChances(texts: string[], db: Db = read): Promise<(number | null)[]> {
  const features = texts.map(featuresOf)
  const asked = [allTexts, ...new Set(features.flat())]
  const seen = new Map<number, Seen>()
  for (let start = 0; start < asked.length; start += together) {
    const part = asked.slice(start, start + together)
    const rows = await db.$queryRaw<{ bucket: number; spam: number; honest: number }[]>`
      SELECT "bucket", "spam", "honest" FROM "SpamFeature" WHERE "bucket" IN (${Prisma.join(part)})`
    for (const { bucket, spam, honest } of rows) seen.set(Number(bucket), { spam: Number(spam), honest: Number(honest) })
    if (!seen.has(allTexts)) break
  }
  return features.map((one) => spamChance(one, seen))
}

/** How likely a text is advertising, or null. */
export const getSpamChance = async (text: string, db: Db = read): Promise<number | null> => (await listSpamChances([text], db))[0] ?? null
