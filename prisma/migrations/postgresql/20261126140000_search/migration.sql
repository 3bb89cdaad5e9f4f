-- CreateTable
CREATE TABLE "NameForm" (
    "kind" TEXT NOT NULL,
    "targetId" TEXT NOT NULL,
    "rank" INTEGER NOT NULL,
    "text" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "NameForm_pkey" PRIMARY KEY ("rank","text","kind","targetId")
);

-- CreateTable
CREATE TABLE "SearchPage" (
    "id" SERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "targetId" TEXT NOT NULL,

    CONSTRAINT "SearchPage_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "NameForm_kind_targetId_idx" ON "NameForm"("kind", "targetId");

-- CreateIndex
CREATE UNIQUE INDEX "SearchPage_kind_targetId_key" ON "SearchPage"("kind", "targetId");

-- Holds the entry too, so that counting appearances reads the index alone.
DROP INDEX "Credit_subjectId_articleId_idx";
CREATE INDEX "Credit_subjectId_articleId_entryId_idx" ON "Credit"("subjectId", "articleId", "entryId");

-- The words that are searched, folded before they are written, with A for headings and titles, B for what is credited and C for prose. Prisma knows
-- nothing of these tables. The job search.fill fills them, so that a start does not wait.
CREATE TABLE "EntryText" ("id" INTEGER NOT NULL, "words" TSVECTOR NOT NULL, CONSTRAINT "EntryText_pkey" PRIMARY KEY ("id"));
CREATE INDEX "EntryText_words_idx" ON "EntryText" USING GIN ("words");
CREATE TABLE "PageText" ("id" INTEGER NOT NULL, "words" TSVECTOR NOT NULL, CONSTRAINT "PageText_pkey" PRIMARY KEY ("id"));
CREATE INDEX "PageText_words_idx" ON "PageText" USING GIN ("words");
