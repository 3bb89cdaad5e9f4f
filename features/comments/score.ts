/**
 * What "best" sorts threads by, kept in the row of each comment (`Comment.score`):
 *
 *     networks that gave hearts + hearts that came with an import + 2 × networks of other people who answered in the thread
 *
 * Hearts of one network count once, and so do its answers: a household, or somebody with many browsers, does not lead. What has no network because its reader has left
 * anonymously counts once together if it is a heart, so that accounts made to leave again win nothing. Answers without a network (imported ones, and those from before
 * networks were kept) count once for each of who wrote them. Who wrote the first comment is no other person. Only visible answers count, and only on the first comment of
 * a thread. Hearts that are aside do not count. Equals are sorted by age, the newest first: while nobody likes or answers, best is newest.
 */
export const forEachAnswerer = 2

/** How many networks liked the comment `c`. */
export const networksSql = `(SELECT COUNT(DISTINCT h."network") FROM "Heart" h WHERE h."commentId" = c."id" AND h."state" = 'counted')`

/** The score of the comment `c`, counted anew. Both engines understand it. */
export const scoreSql = `c."importedHearts" + ${networksSql}
  + CASE WHEN c."parentId" IS NULL THEN ${forEachAnswerer} * (SELECT COUNT(DISTINCT CASE WHEN r."network" = '' THEN r."readerId" ELSE r."network" END) FROM "Comment" r
    WHERE r."threadId" = c."id" AND r."parentId" IS NOT NULL AND r."state" = 'visible' AND r."readerId" <> c."readerId") ELSE 0 END`

/** The hearts of the comment `c`, counted anew. */
export const heartsSql = `c."importedHearts" + (SELECT COUNT(*) FROM "Heart" h WHERE h."commentId" = c."id" AND h."state" = 'counted')`
