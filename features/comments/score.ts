/**
 * What "best" sorts threads by, kept in the row of each comment (`Comment.score`):
 *
 *     hearts of different networks + hearts that came with an import + 2 × other people who answered in the thread
 *
 * Hearts of one network count once, so that a household or somebody with many browsers does not lead; a heart without a network (its reader has left) counts for itself.
 * Whoever answers is worth two hearts, once, however often they answer; who wrote the first comment is no other person. Only visible answers count, and only on the
 * first comment of a thread. Hearts that are aside do not count. Equals are sorted by age, the newest first: while nobody likes or answers, best is newest.
 */
export const forEachAnswerer = 2

/** The score of the comment `c`, counted anew. Both engines understand it. */
export const scoreSql = `c."importedHearts"
  + (SELECT COUNT(DISTINCT CASE WHEN h."network" = '' THEN h."readerId" ELSE h."network" END) FROM "Heart" h WHERE h."commentId" = c."id" AND h."state" = 'counted')
  + CASE WHEN c."parentId" IS NULL THEN ${forEachAnswerer} * (SELECT COUNT(DISTINCT r."readerId") FROM "Comment" r
    WHERE r."threadId" = c."id" AND r."parentId" IS NOT NULL AND r."state" = 'visible' AND r."readerId" <> c."readerId") ELSE 0 END`

/** The hearts of the comment `c`, counted anew. */
export const heartsSql = `c."importedHearts" + (SELECT COUNT(*) FROM "Heart" h WHERE h."commentId" = c."id" AND h."state" = 'counted')`
