-- What readers are told of and what they follow. Addresses that guests gave with comments were promised no mail, and go.
ALTER TABLE "Reader" ADD COLUMN "noticesSeen" TEXT NOT NULL DEFAULT '';
UPDATE "Comment" SET "email" = NULL WHERE "email" IS NOT NULL;
CREATE TABLE "Notice" (
    "id" TEXT NOT NULL,
    "readerId" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "why" TEXT NOT NULL,
    "articleId" TEXT NOT NULL,
    "commentId" TEXT,
    "out" BOOLEAN NOT NULL DEFAULT false,
    "mailedAt" TIMESTAMP(3),

    CONSTRAINT "Notice_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "Subscription" (
    "id" TEXT NOT NULL,
    "readerId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "targetId" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "email" TEXT,
    "daily" BOOLEAN NOT NULL DEFAULT false,
    "confirmedAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Subscription_pkey" PRIMARY KEY ("id")
);
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_readerId_fkey" FOREIGN KEY ("readerId") REFERENCES "Reader"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_articleId_fkey" FOREIGN KEY ("articleId") REFERENCES "Article"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_commentId_fkey" FOREIGN KEY ("commentId") REFERENCES "Comment"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Subscription" ADD CONSTRAINT "Subscription_readerId_fkey" FOREIGN KEY ("readerId") REFERENCES "Reader"("id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE UNIQUE INDEX "Notice_readerId_event_key" ON "Notice"("readerId", "event");
CREATE INDEX "Notice_readerId_out_id_idx" ON "Notice"("readerId", "out", "id");
CREATE INDEX "Notice_commentId_idx" ON "Notice"("commentId");
CREATE INDEX "Notice_articleId_idx" ON "Notice"("articleId");
CREATE UNIQUE INDEX "Subscription_readerId_kind_targetId_channel_key" ON "Subscription"("readerId", "kind", "targetId", "channel");
CREATE INDEX "Subscription_kind_targetId_id_idx" ON "Subscription"("kind", "targetId", "id");
CREATE INDEX "Subscription_confirmedAt_createdAt_idx" ON "Subscription"("confirmedAt", "createdAt");
