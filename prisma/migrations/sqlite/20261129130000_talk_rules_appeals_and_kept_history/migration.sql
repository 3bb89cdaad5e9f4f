-- The same words by different readers, rules for the talk of one list, appeals, and histories that no command changes.
ALTER TABLE "Comment" ADD COLUMN "wordsMark" TEXT NOT NULL DEFAULT '';
ALTER TABLE "Article" ADD COLUMN "talkRules" JSONB;
CREATE TABLE "Appeal" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "commentId" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "decisionId" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "answerId" TEXT,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decidedAt" DATETIME,
    CONSTRAINT "Appeal_commentId_fkey" FOREIGN KEY ("commentId") REFERENCES "Comment" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "Appeal_commentId_key" ON "Appeal"("commentId");
CREATE INDEX "Appeal_state_id_idx" ON "Appeal"("state", "id");
CREATE INDEX "Appeal_answerId_idx" ON "Appeal"("answerId");
CREATE INDEX "Comment_wordsMark_createdAt_idx" ON "Comment"("wordsMark", "createdAt");
-- Rows of a history stay as they were written. The moderator of a decision may leave, and so may the reader of a vote. Whatever else has to go, for a time that is over or for
-- somebody who wants to be forgotten, goes while the setting history.unlocked is there, which its own transaction puts there and takes away.
CREATE TRIGGER "Decision_is_kept_update" BEFORE UPDATE ON "Decision"
WHEN NOT (NEW."accountId" IS NULL AND NEW."id" = OLD."id" AND NEW."targetKind" = OLD."targetKind" AND NEW."targetId" = OLD."targetId" AND NEW."action" = OLD."action"
    AND NEW."maker" = OLD."maker" AND NEW."rulesVersion" IS OLD."rulesVersion" AND NEW."codes" IS OLD."codes" AND NEW."note" = OLD."note" AND NEW."createdAt" = OLD."createdAt")
    AND NOT EXISTS (SELECT 1 FROM "Setting" WHERE "name" = 'history.unlocked')
BEGIN
    SELECT RAISE(ABORT, 'A decision is kept as it was made');
END;
CREATE TRIGGER "Decision_is_kept_delete" BEFORE DELETE ON "Decision"
WHEN NOT EXISTS (SELECT 1 FROM "Setting" WHERE "name" = 'history.unlocked')
BEGIN
    SELECT RAISE(ABORT, 'A decision is kept as it was made');
END;
CREATE TRIGGER "VoteEvent_is_kept_update" BEFORE UPDATE ON "VoteEvent"
WHEN NOT (NEW."network" IN (OLD."network", '') AND NEW."area" IN (OLD."area", '') AND NEW."id" = OLD."id" AND NEW."articleId" = OLD."articleId"
    AND NEW."entryId" IS OLD."entryId" AND NEW."kind" = OLD."kind" AND NEW."state" = OLD."state" AND NEW."codes" IS OLD."codes"
    AND NEW."decisionId" IS OLD."decisionId" AND NEW."createdAt" = OLD."createdAt")
    AND NOT EXISTS (SELECT 1 FROM "Setting" WHERE "name" = 'history.unlocked')
BEGIN
    SELECT RAISE(ABORT, 'What happened to a vote is kept as it was');
END;
CREATE TRIGGER "VoteEvent_is_kept_delete" BEFORE DELETE ON "VoteEvent"
WHEN NOT EXISTS (SELECT 1 FROM "Setting" WHERE "name" = 'history.unlocked')
BEGIN
    SELECT RAISE(ABORT, 'What happened to a vote is kept as it was');
END;
