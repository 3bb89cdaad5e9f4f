-- Addresses of a site that was here before. No site has one yet.
-- CreateTable
CREATE TABLE "OldAddress" (
    "path" TEXT NOT NULL PRIMARY KEY,
    "target" TEXT,
    "status" INTEGER NOT NULL DEFAULT 301,
    "createdById" TEXT,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUsedAt" DATETIME,
    CONSTRAINT "OldAddress_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "Account" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "OldAddress_createdById_idx" ON "OldAddress"("createdById");
