-- Imports of content are kept first and carried out in slices.
-- CreateTable
CREATE TABLE "ContentImport" (
    "id" TEXT NOT NULL,
    "options" JSONB NOT NULL,
    "acceptedAt" TIMESTAMP(3),
    "touchedAt" TIMESTAMP(3) NOT NULL,
    "doneAt" TIMESTAMP(3),

    CONSTRAINT "ContentImport_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ContentImportFile" (
    "importId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "step" INTEGER NOT NULL DEFAULT 0,
    "doneAt" TIMESTAMP(3),
    "outcome" JSONB NOT NULL,

    CONSTRAINT "ContentImportFile_pkey" PRIMARY KEY ("importId","position")
);

-- AddForeignKey
ALTER TABLE "ContentImportFile" ADD CONSTRAINT "ContentImportFile_importId_fkey" FOREIGN KEY ("importId") REFERENCES "ContentImport"("id") ON DELETE CASCADE ON UPDATE CASCADE;
