-- CreateTable
CREATE TABLE "NameForm" (
    "kind" TEXT NOT NULL,
    "targetId" TEXT NOT NULL,
    "rank" INTEGER NOT NULL,
    "text" TEXT NOT NULL,

    PRIMARY KEY ("rank", "text", "kind", "targetId")
);

-- CreateTable
CREATE TABLE "SearchPage" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "kind" TEXT NOT NULL,
    "targetId" TEXT NOT NULL
);

-- CreateIndex
CREATE INDEX "NameForm_kind_targetId_idx" ON "NameForm"("kind", "targetId");

-- CreateIndex
CREATE UNIQUE INDEX "SearchPage_kind_targetId_key" ON "SearchPage"("kind", "targetId");

-- Holds the entry too, so that counting appearances reads the index alone.
DROP INDEX "Credit_subjectId_articleId_idx";
CREATE INDEX "Credit_subjectId_articleId_entryId_idx" ON "Credit"("subjectId", "articleId", "entryId");

-- The words that are searched, folded before they are written. They are kept as an index alone: what is shown comes from the documents. Prisma knows
-- nothing of these tables. The job search.fill fills them, so that a start does not wait.
CREATE VIRTUAL TABLE "EntryText" USING fts5("head", "credit", "prose", content='', contentless_delete=1, detail=column, tokenize="unicode61 remove_diacritics 0", prefix='1 2 3');
CREATE VIRTUAL TABLE "PageText" USING fts5("head", "credit", "prose", content='', contentless_delete=1, detail=column, tokenize="unicode61 remove_diacritics 0", prefix='1 2 3');
