-- The newest comment of a list, by which a reader who comes back knows what is new. Null until the next one comes.
ALTER TABLE "Article" ADD COLUMN "lastCommentId" TEXT;
