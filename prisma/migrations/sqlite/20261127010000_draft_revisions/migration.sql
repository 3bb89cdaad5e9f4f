-- What drafts were is kept: their revisions. Each draft that is there has its first one, as it is, whole and not deflated.
-- CreateTable
CREATE TABLE "DraftRevision" (
    "articleId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "people" JSONB NOT NULL,
    "startedAt" DATETIME NOT NULL,
    "endedAt" DATETIME NOT NULL,
    "summary" JSONB NOT NULL,
    "content" BLOB NOT NULL,
    "depth" INTEGER NOT NULL,
    "size" INTEGER NOT NULL,
    "source" TEXT,
    "name" TEXT,
    "namedById" TEXT,
    "replaced" BOOLEAN NOT NULL DEFAULT false,
    "thinned" INTEGER NOT NULL DEFAULT 0,

    PRIMARY KEY ("articleId", "version"),
    CONSTRAINT "DraftRevision_articleId_fkey" FOREIGN KEY ("articleId") REFERENCES "Article" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "DraftRevision_thinned_endedAt_idx" ON "DraftRevision"("thinned", "endedAt");

INSERT INTO "DraftRevision" ("articleId", "version", "kind", "people", "startedAt", "endedAt", "summary", "content", "depth", "size")
SELECT "articleId", "version", CASE WHEN "importedVersion" = "version" THEN 'imported' ELSE 'begun' END, '[]', "savedAt", "savedAt", '{}',
  CAST("document" AS BLOB), 0, length(CAST("document" AS BLOB)) FROM "Draft";
