-- Drafts are changed by operations, which are kept for a while.
-- CreateTable
CREATE TABLE "DraftOperation" (
    "articleId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "id" TEXT NOT NULL,
    "accountId" TEXT,
    "base" INTEGER NOT NULL,
    "changes" JSONB NOT NULL,
    "inverse" JSONB NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,

    PRIMARY KEY ("articleId", "version")
);

-- CreateIndex
CREATE UNIQUE INDEX "DraftOperation_articleId_id_key" ON "DraftOperation"("articleId", "id");

-- CreateIndex
CREATE INDEX "DraftOperation_createdAt_idx" ON "DraftOperation"("createdAt");
