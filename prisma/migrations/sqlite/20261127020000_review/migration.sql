-- Requests for a review, and notes beside drafts. Each list that is in review has a request that nobody wrote anything in.
-- CreateTable
CREATE TABLE "Review" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "articleId" TEXT NOT NULL,
    "currentOf" TEXT,
    "state" TEXT NOT NULL DEFAULT 'open',
    "note" TEXT NOT NULL DEFAULT '',
    "version" INTEGER NOT NULL,
    "decidedVersion" INTEGER,
    "answer" TEXT NOT NULL DEFAULT '',
    "askedById" TEXT,
    "reviewerId" TEXT,
    "decidedById" TEXT,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decidedAt" DATETIME,
    CONSTRAINT "Review_articleId_fkey" FOREIGN KEY ("articleId") REFERENCES "Article" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Review_askedById_fkey" FOREIGN KEY ("askedById") REFERENCES "Account" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Review_reviewerId_fkey" FOREIGN KEY ("reviewerId") REFERENCES "Account" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Review_decidedById_fkey" FOREIGN KEY ("decidedById") REFERENCES "Account" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Note" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "articleId" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "field" TEXT,
    "about" TEXT NOT NULL DEFAULT '',
    "open" BOOLEAN NOT NULL DEFAULT true,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "Note_articleId_fkey" FOREIGN KEY ("articleId") REFERENCES "Article" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "NoteAct" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "noteId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "words" TEXT NOT NULL DEFAULT '',
    "accountId" TEXT,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "NoteAct_noteId_fkey" FOREIGN KEY ("noteId") REFERENCES "Note" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "NoteAct_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "Review_currentOf_key" ON "Review"("currentOf");

-- CreateIndex
CREATE INDEX "Review_articleId_decidedVersion_decidedAt_idx" ON "Review"("articleId", "decidedVersion", "decidedAt");

-- CreateIndex
CREATE INDEX "Review_state_createdAt_idx" ON "Review"("state", "createdAt");

-- CreateIndex
CREATE INDEX "Note_articleId_id_idx" ON "Note"("articleId", "id");

-- CreateIndex
CREATE INDEX "NoteAct_noteId_id_idx" ON "NoteAct"("noteId", "id");

-- CreateIndex
CREATE INDEX "NoteAct_accountId_idx" ON "NoteAct"("accountId");

INSERT INTO "Review" ("id", "articleId", "currentOf", "version", "askedById", "createdAt")
SELECT a."id", a."id", a."id", d."version", a."createdById", d."savedAt" FROM "Article" a JOIN "Draft" d ON d."articleId" = a."id" WHERE a."state" = 'review';
