-- Written by hand: values are renamed, and words move to tables of their own. Whoever applies it turns foreign keys off before the transaction.

-- CreateTable
CREATE TABLE "Draft" (
    "articleId" TEXT NOT NULL PRIMARY KEY,
    "document" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "savedAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "importedVersion" INTEGER,
    CONSTRAINT "Draft_articleId_fkey" FOREIGN KEY ("articleId") REFERENCES "Article" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Decision" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "targetKind" TEXT NOT NULL,
    "targetId" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "maker" TEXT NOT NULL,
    "accountId" TEXT,
    "rulesVersion" INTEGER,
    "codes" JSONB NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "Decision_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- Drafts leave the articles.
INSERT INTO "Draft" ("articleId", "document", "version", "savedAt", "importedVersion")
SELECT a."id", a."draft", a."draftVersion", a."draftSavedAt", (SELECT CAST(s."value" AS INTEGER) FROM "Setting" s WHERE s."name" = 'imported:' || a."id") FROM "Article" a;
DELETE FROM "Setting" WHERE "name" LIKE 'imported:%';
ALTER TABLE "Article" DROP COLUMN "draft";
ALTER TABLE "Article" DROP COLUMN "draftVersion";
ALTER TABLE "Article" DROP COLUMN "draftSavedAt";

-- Reasons in English become decisions with codes. What a rule held came first. When a moderator hid it is not known, so the comment's own time stands there.
INSERT INTO "Decision" ("id", "targetKind", "targetId", "action", "maker", "codes", "createdAt")
SELECT c."id" || '0', 'comment', c."id", 'hold', 'rule',
  (SELECT json_group_array(CASE r."value"
      WHEN 'a field that people do not see was filled in' THEN 'trap'
      WHEN 'many came within a minute' THEN 'too-fast'
      WHEN 'it has many links' THEN 'many-links'
      WHEN 'the same was said before' THEN 'repeated'
      WHEN 'it says one thing over and over' THEN 'repetitive'
      WHEN 'it is nearly all in capitals' THEN 'shouting'
      WHEN 'a moderator hid one of yours a moment ago' THEN 'recently-hidden'
      ELSE 'other' END)
    FROM json_each(c."reasons") r WHERE r."value" <> 'hidden by a moderator'), c."createdAt"
FROM "Comment" c
WHERE c."state" IN ('held', 'rejected') AND EXISTS (SELECT 1 FROM json_each(c."reasons") r WHERE r."value" <> 'hidden by a moderator');
INSERT INTO "Decision" ("id", "targetKind", "targetId", "action", "maker", "accountId", "codes", "createdAt")
SELECT "id" || '1', 'comment', "id", 'hide', 'moderator', "hiddenById", '[]', COALESCE("editedAt", "createdAt") FROM "Comment" WHERE "state" = 'rejected';
INSERT INTO "Decision" ("id", "targetKind", "targetId", "action", "maker", "codes", "createdAt")
SELECT "id" || '1', 'comment', "id", 'delete', 'writer', '[]', COALESCE("removedAt", "createdAt") FROM "Comment" WHERE "state" = 'removed';
-- A comment that waited without a reason would have none that says why.
INSERT INTO "Decision" ("id", "targetKind", "targetId", "action", "maker", "codes", "createdAt")
SELECT c."id" || '0', 'comment', c."id", 'hold', 'rule', '["other"]', c."createdAt" FROM "Comment" c
WHERE c."state" = 'held' AND NOT EXISTS (SELECT 1 FROM "Decision" d WHERE d."targetId" = c."id");

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
UPDATE "Event" SET "payload" = json_remove(json_set("payload", '$.pending', json(json_extract("payload", '$.held'))), '$.held')
WHERE "type" = 'comment.posted' AND json_extract("payload", '$.held') IS NOT NULL;
UPDATE "Event" SET "payload" = json_remove(json_set("payload", '$.recordId', json_extract("payload", '$.subjectId')), '$.subjectId')
WHERE "type" = 'record.saved' AND json_extract("payload", '$.subjectId') IS NOT NULL;
UPDATE "Event" SET "payload" = '{"created":0,"updated":0}' WHERE "type" = 'record.imported';
UPDATE "Event" SET "payload" = '{"changes":0}' WHERE "type" = 'content.imported';

-- An event whose consequences nobody had seen to is handed to whoever consumes its type now.
INSERT INTO "Job" ("id", "type", "key", "payload", "runAt", "attempts")
SELECT 'event' || "id", 'events.dispatch', 'events.dispatch:' || "id", json_object('id', "id", 'type', "type", 'payload', json("payload")), "createdAt", 0
FROM "Event" WHERE "handledAt" IS NULL;
DROP INDEX "Event_handledAt_retryAt_id_idx";
ALTER TABLE "Event" DROP COLUMN "handledAt";
ALTER TABLE "Event" DROP COLUMN "attempts";
ALTER TABLE "Event" DROP COLUMN "retryAt";
ALTER TABLE "Event" DROP COLUMN "error";
CREATE INDEX "Event_createdAt_idx" ON "Event"("createdAt");

-- Tables whose foreign keys change are made anew.
CREATE TABLE "new_Reader" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "accountId" TEXT,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "Reader_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_Reader" ("accountId", "createdAt", "id") SELECT "accountId", "createdAt", "id" FROM "Reader";
DROP TABLE "Reader";
ALTER TABLE "new_Reader" RENAME TO "Reader";
CREATE UNIQUE INDEX "Reader_accountId_key" ON "Reader"("accountId");
CREATE TABLE "new_ArticleAuthor" (
    "articleId" TEXT NOT NULL,
    "authorId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    PRIMARY KEY ("articleId", "authorId"),
    CONSTRAINT "ArticleAuthor_articleId_fkey" FOREIGN KEY ("articleId") REFERENCES "Article" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "ArticleAuthor_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "AuthorProfile" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_ArticleAuthor" ("articleId", "authorId", "position") SELECT "articleId", "authorId", "position" FROM "ArticleAuthor";
DROP TABLE "ArticleAuthor";
ALTER TABLE "new_ArticleAuthor" RENAME TO "ArticleAuthor";
CREATE INDEX "ArticleAuthor_authorId_idx" ON "ArticleAuthor"("authorId");
CREATE TABLE "new_Entry" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "articleId" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "listed" BOOLEAN NOT NULL DEFAULT false,
    "position" INTEGER NOT NULL DEFAULT 0,
    "rank" INTEGER NOT NULL DEFAULT 0,
    "heading" TEXT NOT NULL DEFAULT '',
    "commentCount" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "Entry_articleId_fkey" FOREIGN KEY ("articleId") REFERENCES "Article" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_Entry" ("articleId", "commentCount", "heading", "id", "listed", "position", "rank", "slug") SELECT "articleId", "commentCount", "heading", "id", "listed", "position", "rank", "slug" FROM "Entry";
DROP TABLE "Entry";
ALTER TABLE "new_Entry" RENAME TO "Entry";
CREATE INDEX "Entry_articleId_listed_position_idx" ON "Entry"("articleId", "listed", "position");
CREATE TABLE "new_EntrySlug" (
    "articleId" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "entryId" TEXT NOT NULL,

    PRIMARY KEY ("articleId", "slug"),
    CONSTRAINT "EntrySlug_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_EntrySlug" ("articleId", "entryId", "slug") SELECT "articleId", "entryId", "slug" FROM "EntrySlug";
DROP TABLE "EntrySlug";
ALTER TABLE "new_EntrySlug" RENAME TO "EntrySlug";
CREATE INDEX "EntrySlug_entryId_idx" ON "EntrySlug"("entryId");
CREATE TABLE "new_Redirect" (
    "path" TEXT NOT NULL PRIMARY KEY,
    "articleId" TEXT,
    "subjectId" TEXT,
    "authorId" TEXT,
    "seriesId" TEXT,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "Redirect_articleId_fkey" FOREIGN KEY ("articleId") REFERENCES "Article" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Redirect_subjectId_fkey" FOREIGN KEY ("subjectId") REFERENCES "Subject" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Redirect_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "AuthorProfile" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Redirect_seriesId_fkey" FOREIGN KEY ("seriesId") REFERENCES "Series" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_Redirect" ("articleId", "createdAt", "path", "subjectId") SELECT "articleId", "createdAt", "path", "subjectId" FROM "Redirect";
DROP TABLE "Redirect";
ALTER TABLE "new_Redirect" RENAME TO "Redirect";
CREATE INDEX "Redirect_articleId_idx" ON "Redirect"("articleId");
CREATE INDEX "Redirect_subjectId_idx" ON "Redirect"("subjectId");
CREATE INDEX "Redirect_authorId_idx" ON "Redirect"("authorId");
CREATE INDEX "Redirect_seriesId_idx" ON "Redirect"("seriesId");
CREATE TABLE "new_Comment" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "articleId" TEXT NOT NULL,
    "entryId" TEXT,
    "parentId" TEXT,
    "threadId" TEXT NOT NULL,
    "readerId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "body" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'visible',
    "replyCount" INTEGER NOT NULL DEFAULT 0,
    "fingerprint" TEXT NOT NULL DEFAULT '',
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "editedAt" DATETIME,
    "deletedAt" DATETIME,
    CONSTRAINT "Comment_articleId_fkey" FOREIGN KEY ("articleId") REFERENCES "Article" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Comment_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Comment_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "Comment" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Comment_readerId_fkey" FOREIGN KEY ("readerId") REFERENCES "Reader" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_Comment" ("articleId", "body", "createdAt", "deletedAt", "editedAt", "email", "entryId", "fingerprint", "id", "name", "parentId", "readerId", "replyCount", "state", "threadId")
SELECT "articleId", "body", "createdAt", "removedAt", "editedAt", "email", "entryId", "fingerprint", "id", "name", "parentId", "readerId", "replyCount",
  CASE "state" WHEN 'held' THEN 'pending' WHEN 'rejected' THEN 'hidden' WHEN 'removed' THEN 'deleted' ELSE "state" END, "threadId" FROM "Comment";
DROP TABLE "Comment";
ALTER TABLE "new_Comment" RENAME TO "Comment";
CREATE INDEX "Comment_articleId_parentId_state_id_idx" ON "Comment"("articleId", "parentId", "state", "id");
CREATE INDEX "Comment_articleId_entryId_parentId_state_id_idx" ON "Comment"("articleId", "entryId", "parentId", "state", "id");
CREATE INDEX "Comment_threadId_state_id_idx" ON "Comment"("threadId", "state", "id");
CREATE INDEX "Comment_parentId_idx" ON "Comment"("parentId");
CREATE INDEX "Comment_readerId_createdAt_idx" ON "Comment"("readerId", "createdAt");
CREATE INDEX "Comment_state_createdAt_idx" ON "Comment"("state", "createdAt");
CREATE TABLE "new_Vote" (
    "readerId" TEXT NOT NULL,
    "articleId" TEXT NOT NULL,
    "entryId" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'counted',
    "signals" JSONB NOT NULL,
    "fingerprint" TEXT NOT NULL DEFAULT '',
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "movedAt" DATETIME,

    PRIMARY KEY ("readerId", "articleId"),
    CONSTRAINT "Vote_readerId_fkey" FOREIGN KEY ("readerId") REFERENCES "Reader" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Vote_articleId_fkey" FOREIGN KEY ("articleId") REFERENCES "Article" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Vote_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_Vote" ("articleId", "createdAt", "entryId", "fingerprint", "movedAt", "readerId", "signals", "state") SELECT "articleId", "createdAt", "entryId", "fingerprint", "movedAt", "readerId", replace("signals", 'many new readers from one place', 'crowd'), "state" FROM "Vote";
DROP TABLE "Vote";
ALTER TABLE "new_Vote" RENAME TO "Vote";
CREATE INDEX "Vote_entryId_state_idx" ON "Vote"("entryId", "state");
CREATE INDEX "Vote_articleId_createdAt_idx" ON "Vote"("articleId", "createdAt");
CREATE TABLE "new_Tally" (
    "entryId" TEXT NOT NULL PRIMARY KEY,
    "articleId" TEXT NOT NULL,
    "counted" INTEGER NOT NULL DEFAULT 0,
    "held" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "Tally_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Tally_articleId_fkey" FOREIGN KEY ("articleId") REFERENCES "Article" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_Tally" ("articleId", "counted", "entryId", "held") SELECT "articleId", "counted", "entryId", "held" FROM "Tally";
DROP TABLE "Tally";
ALTER TABLE "new_Tally" RENAME TO "Tally";
CREATE INDEX "Tally_articleId_idx" ON "Tally"("articleId");
CREATE TABLE "new_Job" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "type" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "runAt" DATETIME NOT NULL,
    "leaseUntil" DATETIME,
    "leaseId" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "doneAt" DATETIME,
    "failedAt" DATETIME,
    "error" TEXT,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
);
-- A job that was given up used to be called done, with an error.
INSERT INTO "new_Job" ("attempts", "doneAt", "failedAt", "error", "id", "key", "leaseUntil", "leaseId", "payload", "runAt", "createdAt", "type")
SELECT "attempts", CASE WHEN "error" IS NULL THEN "doneAt" END, CASE WHEN "error" IS NOT NULL THEN "doneAt" END, "error", "id", "key", "leaseUntil", CASE WHEN "leaseUntil" IS NOT NULL THEN "id" END, "payload", "runAt", "runAt", "type" FROM "Job";
DROP TABLE "Job";
ALTER TABLE "new_Job" RENAME TO "Job";
CREATE UNIQUE INDEX "Job_key_key" ON "Job"("key");
CREATE INDEX "Job_doneAt_failedAt_runAt_idx" ON "Job"("doneAt", "failedAt", "runAt");

-- CreateIndex
CREATE INDEX "Draft_savedAt_idx" ON "Draft"("savedAt");

-- CreateIndex
CREATE INDEX "Decision_targetKind_targetId_id_idx" ON "Decision"("targetKind", "targetId", "id");

-- CreateIndex
CREATE INDEX "Decision_accountId_id_idx" ON "Decision"("accountId", "id");
