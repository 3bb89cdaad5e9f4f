-- What drafts were is kept: their revisions. Each draft that is there has its first one, as it is, whole and not deflated.
-- CreateEnum
CREATE TYPE "RevisionKind" AS ENUM ('begun', 'written', 'imported', 'restored');

-- CreateTable
CREATE TABLE "DraftRevision" (
    "articleId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "kind" "RevisionKind" NOT NULL,
    "people" JSONB NOT NULL,
    "startedAt" TIMESTAMP(3) NOT NULL,
    "endedAt" TIMESTAMP(3) NOT NULL,
    "summary" JSONB NOT NULL,
    "content" BYTEA NOT NULL,
    "depth" INTEGER NOT NULL,
    "size" INTEGER NOT NULL,
    "source" TEXT,
    "name" TEXT,
    "namedById" TEXT,
    "replaced" BOOLEAN NOT NULL DEFAULT false,
    "thinned" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "DraftRevision_pkey" PRIMARY KEY ("articleId","version")
);

-- CreateIndex
CREATE INDEX "DraftRevision_thinned_endedAt_idx" ON "DraftRevision"("thinned", "endedAt");

-- AddForeignKey
ALTER TABLE "DraftRevision" ADD CONSTRAINT "DraftRevision_articleId_fkey" FOREIGN KEY ("articleId") REFERENCES "Article"("id") ON DELETE CASCADE ON UPDATE CASCADE;

INSERT INTO "DraftRevision" ("articleId", "version", "kind", "people", "startedAt", "endedAt", "summary", "content", "depth", "size")
SELECT "articleId", "version", (CASE WHEN "importedVersion" = "version" THEN 'imported' ELSE 'begun' END)::"RevisionKind", '[]', "savedAt", "savedAt", '{}',
  convert_to("document"::TEXT, 'UTF8'), 0, octet_length(convert_to("document"::TEXT, 'UTF8')) FROM "Draft";
