-- What a comment points at, the words that it had before it was changed, and an index for the most answered threads of an entry.
ALTER TABLE "Comment" ADD COLUMN "mentions" JSONB;
CREATE TABLE "CommentRevision" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "commentId" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "CommentRevision_commentId_fkey" FOREIGN KEY ("commentId") REFERENCES "Comment" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "CommentRevision_commentId_id_idx" ON "CommentRevision"("commentId", "id");
CREATE INDEX "Comment_articleId_entryId_parentId_state_replyCount_id_idx" ON "Comment"("articleId", "entryId", "parentId", "state", "replyCount", "id");
