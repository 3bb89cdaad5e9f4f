-- Media have files in a store, several widths of each, and what a page has to know of them. What was there before has none.
ALTER TABLE "Media" ADD COLUMN "file" TEXT;
ALTER TABLE "Media" ADD COLUMN "widths" JSONB;
ALTER TABLE "Media" ADD COLUMN "storedBytes" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "Media" ADD COLUMN "thumbhash" TEXT NOT NULL DEFAULT '';
ALTER TABLE "Media" ADD COLUMN "focusX" REAL NOT NULL DEFAULT 0.5;
ALTER TABLE "Media" ADD COLUMN "focusY" REAL NOT NULL DEFAULT 0.5;
ALTER TABLE "Media" ADD COLUMN "name" TEXT NOT NULL DEFAULT '';
ALTER TABLE "Media" ADD COLUMN "decorative" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "Media" ADD COLUMN "search" TEXT NOT NULL DEFAULT '';
ALTER TABLE "Media" ADD COLUMN "replacedAt" DATETIME;

-- CreateIndex
CREATE UNIQUE INDEX "Media_file_key" ON "Media"("file");

-- CreateIndex
CREATE INDEX "Article_coverId_idx" ON "Article"("coverId");
