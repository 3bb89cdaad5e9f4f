-- Votes get a history, the states that moderators know, and the network that they came from.
UPDATE "Vote" SET "state" = 'aside' WHERE "state" = 'held';
ALTER TABLE "Vote" ADD COLUMN "network" TEXT NOT NULL DEFAULT '';
CREATE INDEX "Vote_state_articleId_network_idx" ON "Vote"("state", "articleId", "network");
ALTER TABLE "Reader" ADD COLUMN "asideAt" DATETIME;
UPDATE "Reader" SET "asideAt" = (SELECT MIN(v."createdAt") FROM "Vote" v WHERE v."readerId" = "Reader"."id" AND v."state" = 'aside');

-- CreateTable
CREATE TABLE "VoteEvent" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "articleId" TEXT NOT NULL,
    "readerId" TEXT NOT NULL,
    "entryId" TEXT,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "codes" JSONB NOT NULL,
    "network" TEXT NOT NULL DEFAULT '',
    "area" TEXT NOT NULL DEFAULT '',
    "decisionId" TEXT,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
);
-- What happened to each vote before is not known, only that it was given. A reader is older than their votes, so these sort before what comes.
INSERT INTO "VoteEvent" ("id", "articleId", "readerId", "entryId", "kind", "state", "codes", "createdAt")
SELECT v."readerId" || v."articleId", v."articleId", v."readerId", v."entryId", 'given', v."state", v."signals", v."createdAt" FROM "Vote" v;
CREATE INDEX "VoteEvent_articleId_readerId_id_idx" ON "VoteEvent"("articleId", "readerId", "id");
CREATE INDEX "VoteEvent_network_createdAt_idx" ON "VoteEvent"("network", "createdAt");
CREATE INDEX "VoteEvent_area_createdAt_idx" ON "VoteEvent"("area", "createdAt");

-- CreateTable
CREATE TABLE "RateBucket" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "level" REAL NOT NULL,
    "at" REAL NOT NULL
);
