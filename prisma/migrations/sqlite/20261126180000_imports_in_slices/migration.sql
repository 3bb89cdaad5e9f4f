-- Imports of content are kept first and carried out in slices.
-- CreateTable
CREATE TABLE "ContentImport" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "options" JSONB NOT NULL,
    "acceptedAt" DATETIME,
    "touchedAt" DATETIME NOT NULL,
    "doneAt" DATETIME
);

-- CreateTable
CREATE TABLE "ContentImportFile" (
    "importId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "step" INTEGER NOT NULL DEFAULT 0,
    "doneAt" DATETIME,
    "outcome" JSONB NOT NULL,

    PRIMARY KEY ("importId", "position"),
    CONSTRAINT "ContentImportFile_importId_fkey" FOREIGN KEY ("importId") REFERENCES "ContentImport" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
