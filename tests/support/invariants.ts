/**
 * What holds in the whole database after whatever happened: every counter is what it counts, everything points at what it belongs to. Each rule is a
 * query that both engines understand and that finds the rows which break it.
 */
const visible = (where: string) => `(SELECT COUNT(*) FROM "Comment" c WHERE c."state" = 'visible' AND ${where})`
const votes = (state: string) => `(SELECT COUNT(*) FROM "Vote" v WHERE v."entryId" = e."id" AND v."state" = '${state}')`

const rules: Record<string, string> = {
  'a tally is the number of its counted votes': `SELECT e."id", COALESCE(t."counted", 0) AS kept, ${votes('counted')} AS counted
    FROM "Entry" e LEFT JOIN "Tally" t ON t."entryId" = e."id" WHERE COALESCE(t."counted", 0) <> ${votes('counted')}`,
  'a tally is the number of its held votes': `SELECT e."id", COALESCE(t."held", 0) AS kept, ${votes('held')} AS counted
    FROM "Entry" e LEFT JOIN "Tally" t ON t."entryId" = e."id" WHERE COALESCE(t."held", 0) <> ${votes('held')}`,
  'a list has as many votes as its listed entries have': `SELECT a."id", a."voteCount" FROM "Article" a WHERE a."voteCount" <>
    (SELECT COUNT(*) FROM "Vote" v JOIN "Entry" e ON e."id" = v."entryId" WHERE v."articleId" = a."id" AND v."state" = 'counted' AND e."listed")`,
  'a vote is for an entry of its list': `SELECT v."readerId", v."articleId" FROM "Vote" v JOIN "Entry" e ON e."id" = v."entryId" WHERE e."articleId" <> v."articleId"`,
  'a tally is of its entry’s list': `SELECT t."entryId" FROM "Tally" t JOIN "Entry" e ON e."id" = t."entryId" WHERE e."articleId" <> t."articleId"`,
  'a list counts its visible comments': `SELECT a."id", a."commentCount" AS kept FROM "Article" a WHERE a."commentCount" <> ${visible('c."articleId" = a."id"')}`,
  'an entry counts its visible comments': `SELECT e."id", e."commentCount" AS kept FROM "Entry" e WHERE e."commentCount" <> ${visible('c."entryId" = e."id"')}`,
  'a thread counts its visible replies, on its first comment alone': `SELECT f."id", f."replyCount" AS kept FROM "Comment" f WHERE f."replyCount" <>
    CASE WHEN f."parentId" IS NULL THEN ${visible('c."threadId" = f."id" AND c."parentId" IS NOT NULL')} ELSE 0 END`,
  'a first comment is its own thread': `SELECT c."id" FROM "Comment" c WHERE c."parentId" IS NULL AND c."threadId" <> c."id"`,
  'a reply is in the thread, the list and at the entry of what it answers': `SELECT c."id" FROM "Comment" c LEFT JOIN "Comment" p ON p."id" = c."parentId"
    WHERE c."parentId" IS NOT NULL AND (p."id" IS NULL OR p."threadId" <> c."threadId" OR p."articleId" <> c."articleId"
    OR COALESCE(p."entryId", '') <> COALESCE(c."entryId", ''))`,
  'a comment is about an entry of its list': `SELECT c."id" FROM "Comment" c JOIN "Entry" e ON e."id" = c."entryId" WHERE e."articleId" <> c."articleId"`,
  'nothing is left of what a comment said that was taken back': `SELECT c."id" FROM "Comment" c
    WHERE c."state" = 'removed' AND (c."body" <> '' OR c."name" <> '' OR c."email" IS NOT NULL OR c."removedAt" IS NULL)`,
  'a comment that is there says something': `SELECT c."id" FROM "Comment" c WHERE c."state" <> 'removed' AND (TRIM(c."body") = '' OR TRIM(c."name") = '')`,
  'an address of an entry is in its list': `SELECT s."articleId", s."slug" FROM "EntrySlug" s JOIN "Entry" e ON e."id" = s."entryId" WHERE e."articleId" <> s."articleId"`,
  'an entry’s present address is reserved for it': `SELECT e."id", e."slug" FROM "Entry" e LEFT JOIN "EntrySlug" s ON s."articleId" = e."articleId" AND s."slug" = e."slug"
    WHERE s."entryId" IS NULL OR s."entryId" <> e."id"`,
  'a list counts its listed entries': `SELECT a."id", a."entryCount" FROM "Article" a WHERE a."state" = 'published'
    AND a."entryCount" <> (SELECT COUNT(*) FROM "Entry" e WHERE e."articleId" = a."id" AND e."listed")`,
  'listed entries stand in one row, without gaps': `SELECT e."articleId" FROM "Entry" e WHERE e."listed" GROUP BY e."articleId"
    HAVING COUNT(DISTINCT e."position") <> COUNT(*) OR MIN(e."position") <> 0 OR MAX(e."position") <> COUNT(*) - 1`,
  'the current edition is one of the list, and went live': `SELECT a."id" FROM "Article" a JOIN "Edition" d ON d."id" = a."currentEditionId"
    WHERE d."articleId" <> a."id" OR d."liveAt" IS NULL`,
  'a credit is of its entry’s list': `SELECT c."entryId" FROM "Credit" c JOIN "Entry" e ON e."id" = c."entryId" WHERE e."articleId" <> c."articleId"`,
  'an address leads to one thing': `SELECT r."path" FROM "Redirect" r WHERE (r."articleId" IS NULL) = (r."subjectId" IS NULL)`,
  'a list’s present address does not lead away': `SELECT a."slug" FROM "Article" a JOIN "Redirect" r ON r."path" = '/articles/' || a."slug"`,
  'passwords are kept as hashes only': `SELECT a."id" FROM "Account" a WHERE a."passwordHash" IS NOT NULL AND a."passwordHash" NOT LIKE 'scrypt$%'`,
  'no consequence of an event was given up': `SELECT e."id", e."type", e."error" FROM "Event" e WHERE e."error" IS NOT NULL AND e."handledAt" IS NOT NULL AND e."attempts" >= 12`,
}

/** Asks the database; rows as objects. */
export type Ask = (sql: string) => Promise<unknown[]> | unknown[]

/** The rules that are broken, each with the first rows that break it; nothing when all is whole. */
export async function findBreaches(ask: Ask): Promise<string[]> {
  const breaches: string[] = []
  for (const [rule, sql] of Object.entries(rules)) {
    const rows = await ask(sql)
    if (rows.length > 0)
      breaches.push(`${rule}: ${JSON.stringify(rows.slice(0, 3), (_, value: unknown) => (typeof value === 'bigint' ? Number(value) : value))}`)
  }
  return breaches
}
