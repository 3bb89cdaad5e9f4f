-- Two records become one: the one leads to the other, and a credit says which of them its edition names. No record is merged yet.
ALTER TABLE "Subject" ADD COLUMN "mergedIntoId" TEXT;
ALTER TABLE "Credit" ADD COLUMN "namedId" TEXT;
CREATE INDEX "Subject_mergedIntoId_idx" ON "Subject"("mergedIntoId");
ALTER TABLE "Subject" ADD CONSTRAINT "Subject_mergedIntoId_fkey" FOREIGN KEY ("mergedIntoId") REFERENCES "Subject"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- CreateTable
CREATE TABLE "RecordMerge" (
    "id" TEXT NOT NULL,
    "fromId" TEXT NOT NULL,
    "intoId" TEXT NOT NULL,
    "undo" JSONB NOT NULL,
    "accountId" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "undoneAt" TIMESTAMP(3),
    "undoneById" TEXT,

    CONSTRAINT "RecordMerge_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "RecordMerge_intoId_id_idx" ON "RecordMerge"("intoId", "id");

-- CreateIndex
CREATE INDEX "RecordMerge_fromId_idx" ON "RecordMerge"("fromId");

-- CreateIndex
CREATE INDEX "RecordMerge_accountId_idx" ON "RecordMerge"("accountId");

-- CreateIndex
CREATE INDEX "RecordMerge_undoneById_idx" ON "RecordMerge"("undoneById");

-- AddForeignKey
ALTER TABLE "RecordMerge" ADD CONSTRAINT "RecordMerge_fromId_fkey" FOREIGN KEY ("fromId") REFERENCES "Subject"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecordMerge" ADD CONSTRAINT "RecordMerge_intoId_fkey" FOREIGN KEY ("intoId") REFERENCES "Subject"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecordMerge" ADD CONSTRAINT "RecordMerge_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecordMerge" ADD CONSTRAINT "RecordMerge_undoneById_fkey" FOREIGN KEY ("undoneById") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;
