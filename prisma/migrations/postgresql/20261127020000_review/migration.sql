-- Requests for a review, and notes beside drafts. Each list that is in review has a request that nobody wrote anything in.
-- CreateEnum
CREATE TYPE "ReviewState" AS ENUM ('open', 'approved', 'returned', 'withdrawn', 'published');

-- CreateEnum
CREATE TYPE "NoteActKind" AS ENUM ('written', 'answered', 'resolved', 'reopened');

-- AlterEnum
ALTER TYPE "DecisionTarget" ADD VALUE 'setting';

-- AlterEnum
ALTER TYPE "DecisionAction" ADD VALUE 'change';

-- CreateTable
CREATE TABLE "Review" (
    "id" TEXT NOT NULL,
    "articleId" TEXT NOT NULL,
    "currentOf" TEXT,
    "state" "ReviewState" NOT NULL DEFAULT 'open',
    "note" TEXT NOT NULL DEFAULT '',
    "version" INTEGER NOT NULL,
    "decidedVersion" INTEGER,
    "answer" TEXT NOT NULL DEFAULT '',
    "askedById" TEXT,
    "reviewerId" TEXT,
    "decidedById" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decidedAt" TIMESTAMP(3),

    CONSTRAINT "Review_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Note" (
    "id" TEXT NOT NULL,
    "articleId" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "field" TEXT,
    "about" TEXT NOT NULL DEFAULT '',
    "open" BOOLEAN NOT NULL DEFAULT true,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Note_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "NoteAct" (
    "id" TEXT NOT NULL,
    "noteId" TEXT NOT NULL,
    "kind" "NoteActKind" NOT NULL,
    "words" TEXT NOT NULL DEFAULT '',
    "accountId" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "NoteAct_pkey" PRIMARY KEY ("id")
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

-- AddForeignKey
ALTER TABLE "Review" ADD CONSTRAINT "Review_articleId_fkey" FOREIGN KEY ("articleId") REFERENCES "Article"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Review" ADD CONSTRAINT "Review_askedById_fkey" FOREIGN KEY ("askedById") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Review" ADD CONSTRAINT "Review_reviewerId_fkey" FOREIGN KEY ("reviewerId") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Review" ADD CONSTRAINT "Review_decidedById_fkey" FOREIGN KEY ("decidedById") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Note" ADD CONSTRAINT "Note_articleId_fkey" FOREIGN KEY ("articleId") REFERENCES "Article"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NoteAct" ADD CONSTRAINT "NoteAct_noteId_fkey" FOREIGN KEY ("noteId") REFERENCES "Note"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NoteAct" ADD CONSTRAINT "NoteAct_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

INSERT INTO "Review" ("id", "articleId", "currentOf", "version", "askedById", "createdAt")
SELECT a."id", a."id", a."id", d."version", a."createdById", d."savedAt" FROM "Article" a JOIN "Draft" d ON d."articleId" = a."id" WHERE a."state" = 'review';
