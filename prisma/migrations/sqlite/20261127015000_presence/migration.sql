-- Who has a list open in the studio.
-- CreateTable
CREATE TABLE "Presence" (
    "accountId" TEXT NOT NULL,
    "tab" TEXT NOT NULL,
    "articleId" TEXT NOT NULL,
    "place" TEXT NOT NULL DEFAULT 'list',
    "since" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "until" DATETIME NOT NULL,

    PRIMARY KEY ("accountId", "tab"),
    CONSTRAINT "Presence_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Presence_articleId_fkey" FOREIGN KEY ("articleId") REFERENCES "Article" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "Presence_articleId_until_idx" ON "Presence"("articleId", "until");

-- CreateIndex
CREATE INDEX "Presence_until_idx" ON "Presence"("until");
