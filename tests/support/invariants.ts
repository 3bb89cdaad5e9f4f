/**
 * What holds in the whole database after whatever happened: every counter is what it counts, everything points at what it belongs to. Each rule is a
 * query that both engines understand and that finds the rows which break it.
 */
const visible = (where: string) => `(SELECT COUNT(*) FROM "Comment" c WHERE c."state" = 'visible' AND ${where})`
const hearts = (counted: string) => `(SELECT COUNT(${counted}) FROM "Heart" h WHERE h."commentId" = c."id" AND h."state" = 'counted')`
const score = `c."importedHearts" + ${hearts('DISTINCT h."network"')} + CASE WHEN c."parentId" IS NULL
  THEN 2 * (SELECT COUNT(DISTINCT CASE WHEN r."network" = '' THEN r."readerId" ELSE r."network" END) FROM "Comment" r WHERE r."threadId" = c."id" AND r."id" <> c."id" AND r."state" = 'visible' AND r."readerId" <> c."readerId") ELSE 0 END`
const votes = (state: string) => `(SELECT COUNT(*) FROM "Vote" v WHERE v."entryId" = e."id" AND v."state" = '${state}')`

const rules: Record<string, string> = {
  'a tally is the number of its counted votes': `SELECT e."id", COALESCE(t."counted", 0) AS kept, ${votes('counted')} AS counted
    FROM "Entry" e LEFT JOIN "Tally" t ON t."entryId" = e."id" WHERE COALESCE(t."counted", 0) <> ${votes('counted')}`,
  'a tally is the number of its votes aside': `SELECT e."id", COALESCE(t."held", 0) AS kept, ${votes('aside')} AS counted
    FROM "Entry" e LEFT JOIN "Tally" t ON t."entryId" = e."id" WHERE COALESCE(t."held", 0) <> ${votes('aside')}`,
  'a vote with a history is in the state that its last event gave it': `SELECT v."readerId", v."articleId" FROM "Vote" v
    WHERE CAST(v."state" AS TEXT) <> COALESCE((SELECT CAST(e."state" AS TEXT) FROM "VoteEvent" e
      WHERE e."articleId" = v."articleId" AND e."readerId" = v."readerId" ORDER BY e."id" DESC LIMIT 1), CAST(v."state" AS TEXT))`,
  'a list has as many votes as its listed entries have': `SELECT a."id", a."voteCount" FROM "Article" a WHERE a."voteCount" <>
    (SELECT COUNT(*) FROM "Vote" v JOIN "Entry" e ON e."id" = v."entryId" WHERE v."articleId" = a."id" AND v."state" = 'counted' AND e."listed")`,
  'a vote is for an entry of its list': `SELECT v."readerId", v."articleId" FROM "Vote" v JOIN "Entry" e ON e."id" = v."entryId" WHERE e."articleId" <> v."articleId"`,
  'a tally is of its entry’s list': `SELECT t."entryId" FROM "Tally" t JOIN "Entry" e ON e."id" = t."entryId" WHERE e."articleId" <> t."articleId"`,
  'a list counts its visible comments': `SELECT a."id", a."commentCount" AS kept FROM "Article" a WHERE a."commentCount" <> ${visible('c."articleId" = a."id"')}`,
  'an entry counts its visible comments': `SELECT e."id", e."commentCount" AS kept FROM "Entry" e WHERE e."commentCount" <> ${visible('c."entryId" = e."id"')}`,
  'a thread counts its visible replies, on its first comment alone': `SELECT f."id", f."replyCount" AS kept FROM "Comment" f WHERE f."replyCount" <>
    CASE WHEN f."parentId" IS NULL THEN ${visible('c."threadId" = f."id" AND c."parentId" IS NOT NULL')} ELSE 0 END`,
  'a comment counts its hearts': `SELECT c."id", c."heartCount" AS kept FROM "Comment" c WHERE c."heartCount" <> c."importedHearts" + ${hearts('*')}`,
  'a comment has the score of its hearts and answers': `SELECT c."id", c."score" AS kept, ${score} AS counted FROM "Comment" c WHERE c."score" <> ${score}`,
  'nobody likes what is their own': `SELECT h."commentId", h."readerId" FROM "Heart" h JOIN "Comment" c ON c."id" = h."commentId" WHERE c."readerId" = h."readerId"`,
  'a first comment is its own thread': `SELECT c."id" FROM "Comment" c WHERE c."parentId" IS NULL AND c."threadId" <> c."id"`,
  'a reply is in the thread, the list and at the entry of what it answers': `SELECT c."id" FROM "Comment" c LEFT JOIN "Comment" p ON p."id" = c."parentId"
    WHERE c."parentId" IS NOT NULL AND (p."id" IS NULL OR p."threadId" <> c."threadId" OR p."articleId" <> c."articleId"
    OR COALESCE(p."entryId", '') <> COALESCE(c."entryId", ''))`,
  'a comment is about an entry of its list': `SELECT c."id" FROM "Comment" c JOIN "Entry" e ON e."id" = c."entryId" WHERE e."articleId" <> c."articleId"`,
  'a comment shows what its writer votes for, and only where they want it': `SELECT c."id" FROM "Comment" c WHERE COALESCE(c."favouriteId", '') <>
    COALESCE((SELECT v."entryId" FROM "Vote" v WHERE v."readerId" = c."readerId" AND v."articleId" = c."articleId" AND v."state" = 'counted' AND c."showsVote"), '')`,
  'a because is a first comment on an entry': `SELECT c."id" FROM "Comment" c WHERE c."because" AND (c."entryId" IS NULL OR c."parentId" IS NOT NULL)`,
  'nothing is left of what a deleted comment said': `SELECT c."id" FROM "Comment" c
    WHERE c."state" = 'deleted' AND (c."body" <> '' OR c."name" <> '' OR c."email" IS NOT NULL OR c."mentions" IS NOT NULL OR c."favouriteId" IS NOT NULL
    OR c."deletedAt" IS NULL OR EXISTS (SELECT 1 FROM "CommentRevision" r WHERE r."commentId" = c."id"))`,
  'a comment that is there says something': `SELECT c."id" FROM "Comment" c WHERE c."state" <> 'deleted' AND (TRIM(c."body") = '' OR TRIM(c."name") = '')`,
  'an address of an entry is in its list': `SELECT s."articleId", s."slug" FROM "EntrySlug" s JOIN "Entry" e ON e."id" = s."entryId" WHERE e."articleId" <> s."articleId"`,
  'an entry’s present address is reserved for it': `SELECT e."id", e."slug" FROM "Entry" e LEFT JOIN "EntrySlug" s ON s."articleId" = e."articleId" AND s."slug" = e."slug"
    WHERE s."entryId" IS NULL OR s."entryId" <> e."id"`,
  'a list counts its listed entries': `SELECT a."id", a."entryCount" FROM "Article" a WHERE a."state" = 'published'
    AND a."entryCount" <> (SELECT COUNT(*) FROM "Entry" e WHERE e."articleId" = a."id" AND e."listed")`,
  'listed entries stand in one row, without gaps': `SELECT e."articleId" FROM "Entry" e WHERE e."listed" GROUP BY e."articleId"
    HAVING COUNT(DISTINCT e."position") <> COUNT(*) OR MIN(e."position") <> 0 OR MAX(e."position") <> COUNT(*) - 1`,
  'the current edition is one of the list, and went live': `SELECT a."id" FROM "Article" a JOIN "Edition" d ON d."id" = a."currentEditionId"
    WHERE d."articleId" <> a."id" OR d."liveAt" IS NULL`,
  'a published list has a current edition, and another has no credits': `SELECT a."id" FROM "Article" a WHERE (a."state" = 'published' AND a."currentEditionId" IS NULL)
    OR (a."state" <> 'published' AND EXISTS (SELECT 1 FROM "Credit" c WHERE c."articleId" = a."id"))`,
  'a record counts the entries that credit it': `SELECT s."id", s."appearances" AS kept FROM "Subject" s
    WHERE s."appearances" <> (SELECT COUNT(DISTINCT c."entryId") FROM "Credit" c WHERE c."subjectId" = s."id")`,
  'a record has a page when it is credited, or who or what stands under it': `SELECT s."id", s."shown" FROM "Subject" s
    WHERE s."shown" <> (EXISTS (SELECT 1 FROM "Credit" c WHERE c."subjectId" = s."id") OR EXISTS (SELECT 1 FROM "Subject" m
      WHERE m."parentId" = s."id" AND CAST(m."kind" AS TEXT) = CASE WHEN CAST(s."kind" AS TEXT) = 'place' THEN 'place' ELSE 'person' END
      AND EXISTS (SELECT 1 FROM "Credit" c WHERE c."subjectId" = m."id")))`,
  'a series counts its published lists and knows the newest': `SELECT s."id", s."articleCount", s."newestAt" FROM "Series" s
    LEFT JOIN (SELECT a."seriesId", COUNT(*) AS "lists", MAX(a."firstPublishedAt") AS "newestAt" FROM "Article" a WHERE a."state" = 'published' GROUP BY a."seriesId") l
      ON l."seriesId" = s."id" WHERE s."articleCount" <> COALESCE(l."lists", 0) OR COALESCE(CAST(s."newestAt" AS TEXT), '') <> COALESCE(CAST(l."newestAt" AS TEXT), '')`,
  'an author counts the published lists': `SELECT s."id", s."articleCount" FROM "AuthorProfile" s WHERE s."articleCount" <>
    (SELECT COUNT(*) FROM "ArticleAuthor" w JOIN "Article" a ON a."id" = w."articleId" WHERE w."authorId" = s."id" AND a."state" = 'published')`,
  'a credit is of its entry’s list': `SELECT c."entryId" FROM "Credit" c JOIN "Entry" e ON e."id" = c."entryId" WHERE e."articleId" <> c."articleId"`,
  'a comment is in the state that its last decision gave it, or visible without one': `SELECT c."id", c."state" FROM "Comment" c
    WHERE CAST(c."state" AS TEXT) <> COALESCE((SELECT CASE CAST(d."action" AS TEXT) WHEN 'hold' THEN 'pending' WHEN 'hide' THEN 'hidden' WHEN 'delete' THEN 'deleted' ELSE 'visible' END
      FROM "Decision" d WHERE d."targetKind" = 'comment' AND d."targetId" = c."id" ORDER BY d."id" DESC LIMIT 1), 'visible')`,
  'a decision about a comment is about one that exists': `SELECT d."id" FROM "Decision" d WHERE d."targetKind" = 'comment'
    AND NOT EXISTS (SELECT 1 FROM "Comment" c WHERE c."id" = d."targetId")`,
  'a decision of a rule names the version of the rules, or was made before there were any': `SELECT d."id" FROM "Decision" d
    WHERE d."maker" <> 'rule' AND d."rulesVersion" IS NOT NULL`,
  'readers see nothing of a list in the trash, nothing of it waits, and nobody is asked to review it': `SELECT a."id" FROM "Article" a WHERE a."trashedAt" IS NOT NULL
    AND (CAST(a."state" AS TEXT) NOT IN ('draft', 'unpublished') OR a."currentEditionId" IS NOT NULL
    OR EXISTS (SELECT 1 FROM "Edition" e WHERE e."articleId" = a."id" AND e."liveAt" IS NULL AND e."cancelledAt" IS NULL)
    OR EXISTS (SELECT 1 FROM "Review" r WHERE r."currentOf" = a."id" AND CAST(r."state" AS TEXT) = 'open'))`,
  'a record that a published list credits is not in the trash': `SELECT s."id" FROM "Subject" s WHERE s."trashedAt" IS NOT NULL AND s."appearances" > 0`,
  'what a record stands under is in the trash only with it': `SELECT s."id" FROM "Subject" s JOIN "Subject" p ON p."id" = s."parentId"
    WHERE s."trashedAt" IS NULL AND p."trashedAt" IS NOT NULL`,
  'a merged record leads to one of its kind that is not merged, and nothing hangs on it': `SELECT s."id" FROM "Subject" s JOIN "Subject" m ON m."id" = s."mergedIntoId"
    WHERE m."mergedIntoId" IS NOT NULL OR CAST(m."kind" AS TEXT) <> CAST(s."kind" AS TEXT) OR s."trashedAt" IS NULL OR s."slug" <> s."id" OR s."appearances" <> 0
    OR EXISTS (SELECT 1 FROM "Subject" c WHERE c."parentId" = s."id") OR EXISTS (SELECT 1 FROM "Redirect" r WHERE r."subjectId" = s."id")
    OR EXISTS (SELECT 1 FROM "NameForm" n WHERE n."targetId" = s."id")`,
  'a credit is of the record to which the one that its edition names leads': `SELECT c."entryId", c."position" FROM "Credit" c
    JOIN "Subject" s ON s."id" = COALESCE(c."namedId", c."subjectId") WHERE COALESCE(s."mergedIntoId", s."id") <> c."subjectId"`,
  'a list has a draft': `SELECT a."id" FROM "Article" a WHERE NOT EXISTS (SELECT 1 FROM "Draft" d WHERE d."articleId" = a."id")`,
  'readers see no version of a draft that was never saved': `SELECT a."id" FROM "Article" a JOIN "Draft" d ON d."articleId" = a."id" WHERE a."publishedVersion" > d."version"`,
  'an address leads to one thing': `SELECT r."path" FROM "Redirect" r WHERE
    (CASE WHEN r."articleId" IS NULL THEN 0 ELSE 1 END) + (CASE WHEN r."subjectId" IS NULL THEN 0 ELSE 1 END)
    + (CASE WHEN r."authorId" IS NULL THEN 0 ELSE 1 END) + (CASE WHEN r."seriesId" IS NULL THEN 0 ELSE 1 END) <> 1`,
  'a list’s present address does not lead away': `SELECT a."slug" FROM "Article" a JOIN "Redirect" r ON r."path" = '/articles/' || a."slug"`,
  'a series’ present address does not lead away': `SELECT s."slug" FROM "Series" s JOIN "Redirect" r ON r."path" = '/series/' || s."slug"`,
  'an author’s present address does not lead away': `SELECT a."slug" FROM "AuthorProfile" a JOIN "Redirect" r ON r."path" = '/authors/' || a."slug"`,
  'passwords are kept as hashes only': `SELECT a."id" FROM "Account" a WHERE a."passwordHash" IS NOT NULL AND a."passwordHash" NOT LIKE 'scrypt$%'`,
  'a job is done, given up, or waits': `SELECT j."id", j."type" FROM "Job" j WHERE j."doneAt" IS NOT NULL AND j."failedAt" IS NOT NULL`,
  'a job that was given up says why': `SELECT j."id", j."type" FROM "Job" j WHERE j."failedAt" IS NOT NULL AND (j."error" IS NULL OR j."error" = '')`,
  'a lease has a holder': `SELECT j."id", j."type" FROM "Job" j WHERE (j."leaseId" IS NULL) <> (j."leaseUntil" IS NULL) AND (j."doneAt" IS NULL OR j."leaseId" IS NOT NULL)`,
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
