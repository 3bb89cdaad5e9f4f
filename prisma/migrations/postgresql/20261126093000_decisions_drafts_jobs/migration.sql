-- Written by hand: values are renamed, and words move to tables of their own.

-- CreateEnum
CREATE TYPE "DecisionTarget" AS ENUM ('comment', 'votes', 'report', 'account', 'record');

-- CreateEnum
CREATE TYPE "DecisionAction" AS ENUM ('hold', 'hide', 'restore', 'delete');

-- CreateEnum
CREATE TYPE "DecisionMaker" AS ENUM ('rule', 'moderator', 'writer', 'operator');

-- RenameEnumValues
ALTER TYPE "CommentState" RENAME VALUE 'held' TO 'pending';
ALTER TYPE "CommentState" RENAME VALUE 'rejected' TO 'hidden';
ALTER TYPE "CommentState" RENAME VALUE 'removed' TO 'deleted';

-- DropForeignKey
ALTER TABLE "Reader" DROP CONSTRAINT "Reader_accountId_fkey";

-- DropForeignKey
ALTER TABLE "ArticleAuthor" DROP CONSTRAINT "ArticleAuthor_authorId_fkey";

-- DropForeignKey
ALTER TABLE "Entry" DROP CONSTRAINT "Entry_articleId_fkey";

-- DropForeignKey
ALTER TABLE "EntrySlug" DROP CONSTRAINT "EntrySlug_entryId_fkey";

-- DropForeignKey
ALTER TABLE "Redirect" DROP CONSTRAINT "Redirect_articleId_fkey";

-- DropForeignKey
ALTER TABLE "Redirect" DROP CONSTRAINT "Redirect_subjectId_fkey";

-- DropForeignKey
ALTER TABLE "Comment" DROP CONSTRAINT "Comment_articleId_fkey";

-- DropForeignKey
ALTER TABLE "Comment" DROP CONSTRAINT "Comment_entryId_fkey";

-- DropForeignKey
ALTER TABLE "Comment" DROP CONSTRAINT "Comment_parentId_fkey";

-- DropForeignKey
ALTER TABLE "Comment" DROP CONSTRAINT "Comment_readerId_fkey";

-- DropForeignKey
ALTER TABLE "Comment" DROP CONSTRAINT "Comment_hiddenById_fkey";

-- DropForeignKey
ALTER TABLE "Vote" DROP CONSTRAINT "Vote_readerId_fkey";

-- DropForeignKey
ALTER TABLE "Vote" DROP CONSTRAINT "Vote_articleId_fkey";

-- DropForeignKey
ALTER TABLE "Vote" DROP CONSTRAINT "Vote_entryId_fkey";

-- DropForeignKey
ALTER TABLE "Tally" DROP CONSTRAINT "Tally_entryId_fkey";

-- DropForeignKey
ALTER TABLE "Tally" DROP CONSTRAINT "Tally_articleId_fkey";

-- DropIndex
DROP INDEX "Event_handledAt_retryAt_id_idx";

-- DropIndex
DROP INDEX "Job_doneAt_runAt_idx";

-- AlterTable
ALTER TABLE "Redirect" ADD COLUMN     "authorId" TEXT,
ADD COLUMN     "seriesId" TEXT;

-- CreateTable
CREATE TABLE "Draft" (
    "articleId" TEXT NOT NULL,
    "document" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "savedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "importedVersion" INTEGER,

    CONSTRAINT "Draft_pkey" PRIMARY KEY ("articleId")
);

-- CreateTable
CREATE TABLE "Decision" (
    "id" TEXT NOT NULL,
    "targetKind" "DecisionTarget" NOT NULL,
    "targetId" TEXT NOT NULL,
    "action" "DecisionAction" NOT NULL,
    "maker" "DecisionMaker" NOT NULL,
    "accountId" TEXT,
    "rulesVersion" INTEGER,
    "codes" JSONB NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Decision_pkey" PRIMARY KEY ("id")
);

-- Drafts leave the articles.
INSERT INTO "Draft" ("articleId", "document", "version", "savedAt", "importedVersion")
SELECT a."id", a."draft", a."draftVersion", a."draftSavedAt", (SELECT (s."value" #>> '{}')::INTEGER FROM "Setting" s WHERE s."name" = 'imported:' || a."id") FROM "Article" a;
DELETE FROM "Setting" WHERE "name" LIKE 'imported:%';
ALTER TABLE "Article" DROP COLUMN "draft",
DROP COLUMN "draftSavedAt",
DROP COLUMN "draftVersion";

-- Reasons in English become decisions with codes. What a rule held came first. When a moderator hid it is not known, so the comment's own time stands there.
INSERT INTO "Decision" ("id", "targetKind", "targetId", "action", "maker", "codes", "createdAt")
SELECT c."id" || '0', 'comment', c."id", 'hold', 'rule',
  (SELECT jsonb_agg(CASE r."value"
      WHEN 'a field that people do not see was filled in' THEN 'trap'
      WHEN 'many came within a minute' THEN 'too-fast'
      WHEN 'it has many links' THEN 'many-links'
      WHEN 'the same was said before' THEN 'repeated'
      WHEN 'it says one thing over and over' THEN 'repetitive'
      WHEN 'it is nearly all in capitals' THEN 'shouting'
      WHEN 'a moderator hid one of yours a moment ago' THEN 'recently-hidden'
      ELSE 'other' END ORDER BY r."position")
    FROM jsonb_array_elements_text(c."reasons") WITH ORDINALITY r("value", "position") WHERE r."value" <> 'hidden by a moderator'), c."createdAt"
FROM "Comment" c
WHERE c."state"::TEXT IN ('pending', 'hidden')
  AND EXISTS (SELECT 1 FROM jsonb_array_elements_text(c."reasons") r("value") WHERE r."value" <> 'hidden by a moderator');
INSERT INTO "Decision" ("id", "targetKind", "targetId", "action", "maker", "accountId", "codes", "createdAt")
SELECT "id" || '1', 'comment', "id", 'hide', 'moderator', "hiddenById", '[]', COALESCE("editedAt", "createdAt") FROM "Comment" WHERE "state"::TEXT = 'hidden';
INSERT INTO "Decision" ("id", "targetKind", "targetId", "action", "maker", "codes", "createdAt")
SELECT "id" || '1', 'comment', "id", 'delete', 'writer', '[]', COALESCE("removedAt", "createdAt") FROM "Comment" WHERE "state"::TEXT = 'deleted';
-- A comment that waited without a reason would have none that says why.
INSERT INTO "Decision" ("id", "targetKind", "targetId", "action", "maker", "codes", "createdAt")
SELECT c."id" || '0', 'comment', c."id", 'hold', 'rule', '["other"]', c."createdAt" FROM "Comment" c
WHERE c."state"::TEXT = 'pending' AND NOT EXISTS (SELECT 1 FROM "Decision" d WHERE d."targetId" = c."id");
ALTER TABLE "Comment" RENAME COLUMN "removedAt" TO "deletedAt";
ALTER TABLE "Comment" DROP COLUMN "hiddenById", DROP COLUMN "reasons";
UPDATE "Vote" SET "signals" = replace("signals"::TEXT, 'many new readers from one place', 'crowd')::JSONB;

-- A job that was given up used to be called done, with an error.
ALTER TABLE "Job" ADD COLUMN     "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "failedAt" TIMESTAMP(3),
ADD COLUMN     "leaseId" TEXT;

UPDATE "Job" SET "createdAt" = "runAt", "leaseId" = CASE WHEN "leaseUntil" IS NOT NULL THEN "id" END;
UPDATE "Job" SET "failedAt" = "doneAt", "doneAt" = NULL WHERE "error" IS NOT NULL AND "doneAt" IS NOT NULL;

-- Events have types by one rule, and the payloads that go with them.
UPDATE "Event" SET "type" = CASE "type"
    WHEN 'comments.posted' THEN 'comment.posted'
    WHEN 'votes.cast' THEN 'vote.cast'
    WHEN 'article.filed' THEN 'article.changed'
    WHEN 'article.taken-back' THEN 'article.withdrawn'
    WHEN 'subject.saved' THEN 'record.saved'
    WHEN 'subjects.imported' THEN 'record.imported'
    WHEN 'shelves.imported' THEN 'content.imported'
    WHEN 'article.schedule-cancelled' THEN 'article.unscheduled'
    ELSE "type" END;
UPDATE "Event" SET "payload" = ("payload" - 'held') || jsonb_build_object('pending', "payload" -> 'held') WHERE "type" = 'comment.posted' AND "payload" ? 'held';
UPDATE "Event" SET "payload" = ("payload" - 'subjectId') || jsonb_build_object('recordId', "payload" -> 'subjectId') WHERE "type" = 'record.saved' AND "payload" ? 'subjectId';
UPDATE "Event" SET "payload" = '{"created":0,"updated":0}' WHERE "type" = 'record.imported';
UPDATE "Event" SET "payload" = '{"changes":0}' WHERE "type" = 'content.imported';

-- An event whose consequences nobody had seen to is handed to whoever consumes its type now.
INSERT INTO "Job" ("id", "type", "key", "payload", "runAt", "createdAt", "attempts")
SELECT 'event' || "id", 'events.dispatch', 'events.dispatch:' || "id", jsonb_build_object('id', "id", 'type', "type", 'payload', "payload"), "createdAt", "createdAt", 0
FROM "Event" WHERE "handledAt" IS NULL;
ALTER TABLE "Event" DROP COLUMN "attempts",
DROP COLUMN "error",
DROP COLUMN "handledAt",
DROP COLUMN "retryAt";

-- CreateIndex
CREATE INDEX "Draft_savedAt_idx" ON "Draft"("savedAt");

-- CreateIndex
CREATE INDEX "Decision_targetKind_targetId_id_idx" ON "Decision"("targetKind", "targetId", "id");

-- CreateIndex
CREATE INDEX "Decision_accountId_id_idx" ON "Decision"("accountId", "id");

-- CreateIndex
CREATE INDEX "Redirect_authorId_idx" ON "Redirect"("authorId");

-- CreateIndex
CREATE INDEX "Redirect_seriesId_idx" ON "Redirect"("seriesId");

-- CreateIndex
CREATE INDEX "Event_createdAt_idx" ON "Event"("createdAt");

-- CreateIndex
CREATE INDEX "Job_doneAt_failedAt_runAt_idx" ON "Job"("doneAt", "failedAt", "runAt");

-- AddForeignKey
ALTER TABLE "Reader" ADD CONSTRAINT "Reader_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Draft" ADD CONSTRAINT "Draft_articleId_fkey" FOREIGN KEY ("articleId") REFERENCES "Article"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ArticleAuthor" ADD CONSTRAINT "ArticleAuthor_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "AuthorProfile"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Entry" ADD CONSTRAINT "Entry_articleId_fkey" FOREIGN KEY ("articleId") REFERENCES "Article"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EntrySlug" ADD CONSTRAINT "EntrySlug_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Redirect" ADD CONSTRAINT "Redirect_articleId_fkey" FOREIGN KEY ("articleId") REFERENCES "Article"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Redirect" ADD CONSTRAINT "Redirect_subjectId_fkey" FOREIGN KEY ("subjectId") REFERENCES "Subject"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Redirect" ADD CONSTRAINT "Redirect_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "AuthorProfile"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Redirect" ADD CONSTRAINT "Redirect_seriesId_fkey" FOREIGN KEY ("seriesId") REFERENCES "Series"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Comment" ADD CONSTRAINT "Comment_articleId_fkey" FOREIGN KEY ("articleId") REFERENCES "Article"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Comment" ADD CONSTRAINT "Comment_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Comment" ADD CONSTRAINT "Comment_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "Comment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Comment" ADD CONSTRAINT "Comment_readerId_fkey" FOREIGN KEY ("readerId") REFERENCES "Reader"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Decision" ADD CONSTRAINT "Decision_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Vote" ADD CONSTRAINT "Vote_readerId_fkey" FOREIGN KEY ("readerId") REFERENCES "Reader"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Vote" ADD CONSTRAINT "Vote_articleId_fkey" FOREIGN KEY ("articleId") REFERENCES "Article"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Vote" ADD CONSTRAINT "Vote_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Tally" ADD CONSTRAINT "Tally_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Tally" ADD CONSTRAINT "Tally_articleId_fkey" FOREIGN KEY ("articleId") REFERENCES "Article"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
