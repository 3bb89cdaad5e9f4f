-- DropIndex
DROP INDEX "Article_state_publishedAt_idx";

-- CreateIndex
CREATE INDEX "Article_state_firstPublishedAt_idx" ON "Article"("state", "firstPublishedAt" DESC);
