-- What records, series and authors were is kept from now on, with each saving. What is there now becomes the first revision when it is next saved.
-- CreateTable
CREATE TABLE "FieldsRevision" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "subjectId" TEXT,
    "seriesId" TEXT,
    "authorId" TEXT,
    "number" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "accountId" TEXT,
    "values" JSONB NOT NULL,
    "source" INTEGER,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "FieldsRevision_subjectId_fkey" FOREIGN KEY ("subjectId") REFERENCES "Subject" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "FieldsRevision_seriesId_fkey" FOREIGN KEY ("seriesId") REFERENCES "Series" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "FieldsRevision_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "AuthorProfile" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "FieldsRevision_subjectId_number_key" ON "FieldsRevision"("subjectId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "FieldsRevision_seriesId_number_key" ON "FieldsRevision"("seriesId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "FieldsRevision_authorId_number_key" ON "FieldsRevision"("authorId", "number");
