-- A record has a picture: a portrait, or of a video its poster. None has one yet.
ALTER TABLE "Subject" ADD COLUMN "pictureId" TEXT;
CREATE INDEX "Subject_pictureId_idx" ON "Subject"("pictureId");
ALTER TABLE "Subject" ADD CONSTRAINT "Subject_pictureId_fkey" FOREIGN KEY ("pictureId") REFERENCES "Media"("id") ON DELETE SET NULL ON UPDATE CASCADE;
