-- Addresses of a site that was here before. No site has one yet. They are compared byte by byte, as on SQLite.
-- CreateTable
CREATE TABLE "OldAddress" (
    "path" TEXT COLLATE "C" NOT NULL,
    "target" TEXT,
    "status" INTEGER NOT NULL DEFAULT 301,
    "createdById" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUsedAt" TIMESTAMP(3),

    CONSTRAINT "OldAddress_pkey" PRIMARY KEY ("path")
);

-- CreateIndex
CREATE INDEX "OldAddress_createdById_idx" ON "OldAddress"("createdById");

-- AddForeignKey
ALTER TABLE "OldAddress" ADD CONSTRAINT "OldAddress_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;
