-- What records, series and authors were is kept from now on, with each saving. What is there now becomes the first revision when it is next saved.
-- CreateTable
CREATE TABLE "FieldsRevision" (
    "id" TEXT NOT NULL,
    "subjectId" TEXT,
    "seriesId" TEXT,
    "authorId" TEXT,
    "number" INTEGER NOT NULL,
    "kind" "RevisionKind" NOT NULL,
    "accountId" TEXT,
    "values" JSONB NOT NULL,
    "source" INTEGER,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "FieldsRevision_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "FieldsRevision_subjectId_number_key" ON "FieldsRevision"("subjectId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "FieldsRevision_seriesId_number_key" ON "FieldsRevision"("seriesId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "FieldsRevision_authorId_number_key" ON "FieldsRevision"("authorId", "number");

-- AddForeignKey
ALTER TABLE "FieldsRevision" ADD CONSTRAINT "FieldsRevision_subjectId_fkey" FOREIGN KEY ("subjectId") REFERENCES "Subject"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FieldsRevision" ADD CONSTRAINT "FieldsRevision_seriesId_fkey" FOREIGN KEY ("seriesId") REFERENCES "Series"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FieldsRevision" ADD CONSTRAINT "FieldsRevision_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "AuthorProfile"("id") ON DELETE CASCADE ON UPDATE CASCADE;
