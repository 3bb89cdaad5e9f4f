-- Votes get a history, the states that moderators know, and the network that they came from.
ALTER TYPE "VoteState" RENAME VALUE 'held' TO 'aside';
ALTER TYPE "VoteState" ADD VALUE 'discarded';
CREATE TYPE "VoteEventKind" AS ENUM ('given', 'moved', 'withdrawn', 'returned', 'adopted', 'judged');
ALTER TABLE "Vote" ADD COLUMN "network" TEXT NOT NULL DEFAULT '';
CREATE INDEX "Vote_state_articleId_network_idx" ON "Vote"("state", "articleId", "network");
ALTER TABLE "Reader" ADD COLUMN "asideAt" TIMESTAMP(3);
UPDATE "Reader" SET "asideAt" = (SELECT MIN(v."createdAt") FROM "Vote" v WHERE v."readerId" = "Reader"."id" AND v."state" = 'aside');

-- CreateTable
CREATE TABLE "VoteEvent" (
    "id" TEXT NOT NULL,
    "articleId" TEXT NOT NULL,
    "readerId" TEXT NOT NULL,
    "entryId" TEXT,
    "kind" "VoteEventKind" NOT NULL,
    "state" "VoteState" NOT NULL,
    "codes" JSONB NOT NULL,
    "network" TEXT NOT NULL DEFAULT '',
    "area" TEXT NOT NULL DEFAULT '',
    "decisionId" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "VoteEvent_pkey" PRIMARY KEY ("id")
);
-- What happened to each vote before is not known, only that it was given. A reader is older than their votes, so these sort before what comes.
INSERT INTO "VoteEvent" ("id", "articleId", "readerId", "entryId", "kind", "state", "codes", "createdAt")
SELECT v."readerId" || v."articleId", v."articleId", v."readerId", v."entryId", 'given', v."state", v."signals", v."createdAt" FROM "Vote" v;
CREATE INDEX "VoteEvent_articleId_readerId_id_idx" ON "VoteEvent"("articleId", "readerId", "id");
CREATE INDEX "VoteEvent_network_createdAt_idx" ON "VoteEvent"("network", "createdAt");
CREATE INDEX "VoteEvent_area_createdAt_idx" ON "VoteEvent"("area", "createdAt");

-- CreateTable
CREATE TABLE "RateBucket" (
    "key" TEXT NOT NULL,
    "level" DOUBLE PRECISION NOT NULL,
    "at" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "RateBucket_pkey" PRIMARY KEY ("key")
);
