-- DropIndex
DROP INDEX "Comment_threadId_id_idx";

-- CreateIndex
CREATE INDEX "Comment_threadId_state_id_idx" ON "Comment"("threadId", "state", "id");
