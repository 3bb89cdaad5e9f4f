-- What each comment taught, so that it teaches one thing, what one network has reported, guests near a ban, and comments whose network is still kept.
ALTER TABLE "Ban" ADD COLUMN "near" TEXT;
CREATE TABLE "SpamLesson" (
    "commentId" TEXT NOT NULL,
    "isSpam" BOOLEAN NOT NULL,
    "decisionId" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SpamLesson_pkey" PRIMARY KEY ("commentId")
);
ALTER TABLE "SpamLesson" ADD CONSTRAINT "SpamLesson_commentId_fkey" FOREIGN KEY ("commentId") REFERENCES "Comment"("id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE INDEX "Report_network_state_idx" ON "Report"("network", "state");
CREATE INDEX "Comment_network_createdAt_idx" ON "Comment"("network", "createdAt");
