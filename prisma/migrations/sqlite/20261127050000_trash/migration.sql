-- Lists and records can be in the trash. Nothing is there yet.
ALTER TABLE "Article" ADD COLUMN "trashedAt" DATETIME;
ALTER TABLE "Article" ADD COLUMN "trashedById" TEXT REFERENCES "Account" ("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "Subject" ADD COLUMN "trashedAt" DATETIME;
ALTER TABLE "Subject" ADD COLUMN "trashedById" TEXT REFERENCES "Account" ("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- CreateIndex
CREATE INDEX "Article_trashedAt_id_idx" ON "Article"("trashedAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "Subject_trashedAt_id_idx" ON "Subject"("trashedAt" DESC, "id" DESC);
