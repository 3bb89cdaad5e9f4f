-- Lists and records can be in the trash. Nothing is there yet.
ALTER TABLE "Article" ADD COLUMN "trashedAt" TIMESTAMP(3), ADD COLUMN "trashedById" TEXT;
ALTER TABLE "Subject" ADD COLUMN "trashedAt" TIMESTAMP(3), ADD COLUMN "trashedById" TEXT;

-- CreateIndex
CREATE INDEX "Article_trashedAt_id_idx" ON "Article"("trashedAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "Subject_trashedAt_id_idx" ON "Subject"("trashedAt" DESC, "id" DESC);

-- AddForeignKey
ALTER TABLE "Article" ADD CONSTRAINT "Article_trashedById_fkey" FOREIGN KEY ("trashedById") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Subject" ADD CONSTRAINT "Subject_trashedById_fkey" FOREIGN KEY ("trashedById") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;
