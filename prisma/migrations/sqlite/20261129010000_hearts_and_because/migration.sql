-- Comments have hearts, may say why a favourite is one, and show what their writer voted for. None does yet.
ALTER TABLE "Comment" ADD COLUMN "because" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "Comment" ADD COLUMN "showsVote" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "Comment" ADD COLUMN "favouriteId" TEXT;
ALTER TABLE "Comment" ADD COLUMN "heartCount" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "Comment" ADD COLUMN "importedHearts" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "Comment" ADD COLUMN "score" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "Comment" ADD COLUMN "origin" TEXT;
CREATE TABLE "Heart" (
    "commentId" TEXT NOT NULL,
    "readerId" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'counted',
    "network" TEXT NOT NULL DEFAULT '',
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,

    PRIMARY KEY ("commentId", "readerId"),
    CONSTRAINT "Heart_commentId_fkey" FOREIGN KEY ("commentId") REFERENCES "Comment" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Heart_readerId_fkey" FOREIGN KEY ("readerId") REFERENCES "Reader" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
-- Two points for each other person who answered in a thread.
UPDATE "Comment" SET "score" = 2 * (
    SELECT COUNT(DISTINCT r."readerId") FROM "Comment" r
    WHERE r."threadId" = "Comment"."id" AND r."state" = 'visible' AND r."readerId" <> "Comment"."readerId"
) WHERE "parentId" IS NULL AND "replyCount" > 0;
CREATE UNIQUE INDEX "Comment_origin_key" ON "Comment"("origin");
CREATE INDEX "Comment_articleId_parentId_state_score_id_idx" ON "Comment"("articleId", "parentId", "state", "score", "id");
CREATE INDEX "Comment_articleId_parentId_state_replyCount_id_idx" ON "Comment"("articleId", "parentId", "state", "replyCount", "id");
CREATE INDEX "Comment_articleId_entryId_parentId_state_score_id_idx" ON "Comment"("articleId", "entryId", "parentId", "state", "score", "id");
CREATE INDEX "Comment_articleId_favouriteId_state_id_idx" ON "Comment"("articleId", "favouriteId", "state", "id");
CREATE INDEX "Comment_entryId_because_state_score_id_idx" ON "Comment"("entryId", "because", "state", "score", "id");
CREATE INDEX "Heart_commentId_state_network_idx" ON "Heart"("commentId", "state", "network");
CREATE INDEX "Heart_readerId_createdAt_idx" ON "Heart"("readerId", "createdAt");
CREATE INDEX "Heart_network_createdAt_idx" ON "Heart"("network", "createdAt");
