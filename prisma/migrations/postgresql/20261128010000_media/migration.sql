-- Media have files in a store, several widths of each, and what a page has to know of them. What was there before has none.
ALTER TABLE "Media" ADD COLUMN "file" TEXT,
  ADD COLUMN "widths" JSONB,
  ADD COLUMN "storedBytes" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "thumbhash" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "focusX" DOUBLE PRECISION NOT NULL DEFAULT 0.5,
  ADD COLUMN "focusY" DOUBLE PRECISION NOT NULL DEFAULT 0.5,
  ADD COLUMN "name" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "decorative" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "search" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "replacedAt" TIMESTAMP(3);

-- CreateIndex
CREATE UNIQUE INDEX "Media_file_key" ON "Media"("file");

-- CreateIndex
CREATE INDEX "Article_coverId_idx" ON "Article"("coverId");
