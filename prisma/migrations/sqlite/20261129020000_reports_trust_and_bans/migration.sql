-- Readers report comments, moderators trust readers, ban some and keep replies. None does yet.
ALTER TABLE "Reader" ADD COLUMN "trustedAt" DATETIME;
ALTER TABLE "Comment" ADD COLUMN "network" TEXT NOT NULL DEFAULT '';
CREATE TABLE "Report" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "commentId" TEXT NOT NULL,
    "readerId" TEXT,
    "reason" TEXT NOT NULL,
    "text" TEXT NOT NULL DEFAULT '',
    "name" TEXT,
    "email" TEXT,
    "network" TEXT NOT NULL DEFAULT '',
    "weight" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "decisionId" TEXT,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decidedAt" DATETIME,
    CONSTRAINT "Report_commentId_fkey" FOREIGN KEY ("commentId") REFERENCES "Comment" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE TABLE "Ban" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "readerId" TEXT,
    "network" TEXT,
    "name" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "until" DATETIME,
    "liftedAt" DATETIME,
    "accountId" TEXT,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "Ban_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
CREATE TABLE "SpamFeature" (
    "bucket" INTEGER NOT NULL PRIMARY KEY,
    "spam" INTEGER NOT NULL DEFAULT 0,
    "honest" INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE "SavedReply" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "text" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE UNIQUE INDEX "Report_commentId_readerId_key" ON "Report"("commentId", "readerId");
CREATE INDEX "Report_state_commentId_network_weight_idx" ON "Report"("state", "commentId", "network", "weight");
CREATE INDEX "Report_readerId_state_idx" ON "Report"("readerId", "state");
CREATE INDEX "Report_decisionId_idx" ON "Report"("decisionId");
CREATE UNIQUE INDEX "SavedReply_text_key" ON "SavedReply"("text");
CREATE INDEX "Ban_liftedAt_until_idx" ON "Ban"("liftedAt", "until");
CREATE INDEX "Ban_readerId_idx" ON "Ban"("readerId");
CREATE INDEX "Ban_accountId_idx" ON "Ban"("accountId");
CREATE INDEX "Comment_threadId_network_idx" ON "Comment"("threadId", "network");
