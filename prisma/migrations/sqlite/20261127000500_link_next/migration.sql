-- A mailed link leads back to the page where it was asked for. In the row, not in the link: a mail holds no words that a stranger chose.
ALTER TABLE "Token" ADD COLUMN "next" TEXT;
