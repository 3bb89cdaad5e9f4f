-- Readers report comments, moderators trust readers, ban some and keep replies. None does yet.
CREATE TYPE "ReportState" AS ENUM ('open', 'upheld', 'dismissed');
ALTER TABLE "Reader" ADD COLUMN "trustedAt" TIMESTAMP(3);
ALTER TABLE "Comment" ADD COLUMN "network" TEXT NOT NULL DEFAULT '';
CREATE TABLE "Report" (
    "id" TEXT NOT NULL,
    "commentId" TEXT NOT NULL,
    "readerId" TEXT,
    "reason" TEXT NOT NULL,
    "text" TEXT NOT NULL DEFAULT '',
    "name" TEXT,
    "email" TEXT,
    "network" TEXT NOT NULL DEFAULT '',
    "weight" INTEGER NOT NULL,
    "state" "ReportState" NOT NULL DEFAULT 'open',
    "decisionId" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decidedAt" TIMESTAMP(3),

    CONSTRAINT "Report_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "Ban" (
    "id" TEXT NOT NULL,
    "readerId" TEXT,
    "network" TEXT,
    "name" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "until" TIMESTAMP(3),
    "liftedAt" TIMESTAMP(3),
    "accountId" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Ban_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "SpamFeature" (
    "bucket" INTEGER NOT NULL,
    "spam" INTEGER NOT NULL DEFAULT 0,
    "honest" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "SpamFeature_pkey" PRIMARY KEY ("bucket")
);
CREATE TABLE "SavedReply" (
    "id" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SavedReply_pkey" PRIMARY KEY ("id")
);
ALTER TABLE "Report" ADD CONSTRAINT "Report_commentId_fkey" FOREIGN KEY ("commentId") REFERENCES "Comment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE UNIQUE INDEX "Report_commentId_readerId_key" ON "Report"("commentId", "readerId");
CREATE INDEX "Report_state_commentId_network_weight_idx" ON "Report"("state", "commentId", "network", "weight");
CREATE INDEX "Report_readerId_state_idx" ON "Report"("readerId", "state");
CREATE INDEX "Report_decisionId_idx" ON "Report"("decisionId");
CREATE UNIQUE INDEX "SavedReply_text_key" ON "SavedReply"("text");
ALTER TABLE "Ban" ADD CONSTRAINT "Ban_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;
CREATE INDEX "Ban_liftedAt_until_idx" ON "Ban"("liftedAt", "until");
CREATE INDEX "Ban_readerId_idx" ON "Ban"("readerId");
CREATE INDEX "Ban_accountId_idx" ON "Ban"("accountId");
CREATE INDEX "Comment_threadId_network_idx" ON "Comment"("threadId", "network");
