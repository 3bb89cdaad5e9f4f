-- The songs of an artist that appear most are read in their order. Both engines went through all songs of a group that has very many.
DROP INDEX "Subject_parentId_idx";
CREATE INDEX "Subject_parentId_kind_appearances_id_idx" ON "Subject"("parentId", "kind", "appearances" DESC, "id");
