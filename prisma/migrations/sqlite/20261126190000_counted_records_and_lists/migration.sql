-- Counts that pages of readers ask for, kept in the transaction of each change.
ALTER TABLE "Subject" ADD COLUMN "appearances" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "Subject" ADD COLUMN "shown" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "Series" ADD COLUMN "articleCount" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "Series" ADD COLUMN "newestAt" DATETIME;
ALTER TABLE "AuthorProfile" ADD COLUMN "articleCount" INTEGER NOT NULL DEFAULT 0;

UPDATE "Subject" SET "appearances" = (SELECT COUNT(DISTINCT c."entryId") FROM "Credit" c WHERE c."subjectId" = "Subject"."id");
UPDATE "Subject" SET "shown" = true WHERE "appearances" > 0 OR EXISTS (SELECT 1 FROM "Subject" m
    WHERE m."parentId" = "Subject"."id" AND m."appearances" > 0
    AND CAST(m."kind" AS TEXT) = CASE WHEN CAST("Subject"."kind" AS TEXT) = 'place' THEN 'place' ELSE 'person' END);
UPDATE "Series" SET
    "articleCount" = (SELECT COUNT(*) FROM "Article" a WHERE a."seriesId" = "Series"."id" AND a."state" = 'published'),
    "newestAt" = (SELECT MAX(a."firstPublishedAt") FROM "Article" a WHERE a."seriesId" = "Series"."id" AND a."state" = 'published');
UPDATE "AuthorProfile" SET "articleCount" = (SELECT COUNT(*) FROM "ArticleAuthor" s JOIN "Article" a ON a."id" = s."articleId"
    WHERE s."authorId" = "AuthorProfile"."id" AND a."state" = 'published');

DROP INDEX "Article_state_firstPublishedAt_idx";
CREATE INDEX "Article_state_firstPublishedAt_id_idx" ON "Article"("state", "firstPublishedAt" DESC, "id" DESC);
DROP INDEX "Article_seriesId_seriesPosition_idx";
CREATE INDEX "Article_seriesId_state_seriesPosition_firstPublishedAt_id_idx" ON "Article"("seriesId", "state", "seriesPosition", "firstPublishedAt", "id");
CREATE INDEX "Series_newestAt_id_idx" ON "Series"("newestAt" DESC, "id");
CREATE INDEX "Subject_kind_shown_name_id_idx" ON "Subject"("kind", "shown", "name", "id");
DROP INDEX "Draft_savedAt_idx";
CREATE INDEX "Draft_savedAt_articleId_idx" ON "Draft"("savedAt" DESC, "articleId" DESC);
