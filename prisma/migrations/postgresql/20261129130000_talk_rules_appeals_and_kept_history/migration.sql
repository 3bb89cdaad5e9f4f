-- The same words by different readers, rules for the talk of one list, appeals, and histories that no command changes.
ALTER TABLE "Comment" ADD COLUMN "wordsMark" TEXT NOT NULL DEFAULT '';
ALTER TABLE "Article" ADD COLUMN "talkRules" JSONB;
CREATE TABLE "Appeal" (
    "id" TEXT NOT NULL,
    "commentId" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "decisionId" TEXT NOT NULL,
    "state" "ReportState" NOT NULL DEFAULT 'open',
    "answerId" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decidedAt" TIMESTAMP(3),

    CONSTRAINT "Appeal_pkey" PRIMARY KEY ("id")
);
ALTER TABLE "Appeal" ADD CONSTRAINT "Appeal_commentId_fkey" FOREIGN KEY ("commentId") REFERENCES "Comment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE UNIQUE INDEX "Appeal_commentId_key" ON "Appeal"("commentId");
CREATE INDEX "Appeal_state_id_idx" ON "Appeal"("state", "id");
CREATE INDEX "Appeal_answerId_idx" ON "Appeal"("answerId");
CREATE INDEX "Comment_wordsMark_createdAt_idx" ON "Comment"("wordsMark", "createdAt");
-- Rows of a history stay as they were written. The moderator of a decision may leave, and so may the reader of a vote. Whatever else has to go, for a time that is over or for
-- somebody who wants to be forgotten, goes while the setting history.unlocked is there, which its own transaction puts there and takes away.
CREATE FUNCTION "refuse_change_of_decision"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM "Setting" WHERE "name" = 'history.unlocked') THEN
        RETURN COALESCE(NEW, OLD);
    END IF;
    IF TG_OP = 'UPDATE' AND NEW."accountId" IS NULL AND (to_jsonb(NEW) - 'accountId') = (to_jsonb(OLD) - 'accountId') THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'A decision is kept as it was made';
END;
$$;
CREATE TRIGGER "Decision_is_kept" BEFORE UPDATE OR DELETE ON "Decision" FOR EACH ROW EXECUTE FUNCTION "refuse_change_of_decision"();
CREATE FUNCTION "refuse_change_of_vote_event"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM "Setting" WHERE "name" = 'history.unlocked') THEN
        RETURN COALESCE(NEW, OLD);
    END IF;
    IF TG_OP = 'UPDATE' AND NEW."network" IN (OLD."network", '') AND NEW."area" IN (OLD."area", '')
        AND (to_jsonb(NEW) - '{readerId,network,area}'::TEXT[]) = (to_jsonb(OLD) - '{readerId,network,area}'::TEXT[]) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'What happened to a vote is kept as it was';
END;
$$;
CREATE TRIGGER "VoteEvent_is_kept" BEFORE UPDATE OR DELETE ON "VoteEvent" FOR EACH ROW EXECUTE FUNCTION "refuse_change_of_vote_event"();
