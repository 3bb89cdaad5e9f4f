import type { Changes } from './compare-databases'

const article = `SELECT "id", "slug", "state", "publishedVersion", "currentEditionId", "firstPublishedAt", "publishedAt", "title", "standfirst", "entryCount",
  "seriesId", "seriesPosition", "coverId", "createdById", "createdAt", "commentCount", "voteCount" FROM "Article"`

const newState = `CASE CAST("state" AS TEXT) WHEN 'held' THEN 'pending' WHEN 'rejected' THEN 'hidden' WHEN 'removed' THEN 'deleted' ELSE CAST("state" AS TEXT) END`
// Addresses that guests gave were promised no mail.
const comment = (
  state: string,
  deletedAt: string,
) => `SELECT "id", "articleId", "entryId", "parentId", "threadId", "readerId", "name", ${deletedAt === 'removedAt' ? 'NULL AS "email"' : '"email"'}, "body", "replyCount",
  "fingerprint", "createdAt", "editedAt", ${state} AS "state", "${deletedAt}" AS "deletedAt" FROM "Comment"`
const code = `CASE r."value" WHEN 'a field that people do not see was filled in' THEN 'trap' WHEN 'many came within a minute' THEN 'too-fast'
  WHEN 'it has many links' THEN 'many-links' WHEN 'the same was said before' THEN 'repeated' WHEN 'it says one thing over and over' THEN 'repetitive'
  WHEN 'it is nearly all in capitals' THEN 'shouting' WHEN 'a moderator hid one of yours a moment ago' THEN 'recently-hidden' ELSE 'other' END`
const reasons = (each: string) => `SELECT c."id", ${code} AS "code" FROM "Comment" c, ${each} WHERE r."value" NOT IN ('hidden by a moderator', 'taken back')`
const codes = (each: string) => `SELECT d."targetId" AS "id", r."value" AS "code" FROM "Decision" d, ${each} WHERE d."action" = 'hold' AND d."maker" = 'rule'`

const vote = (signals: string) =>
  `SELECT "readerId", "articleId", "entryId", CASE CAST("state" AS TEXT) WHEN 'held' THEN 'aside' ELSE CAST("state" AS TEXT) END AS "state",
    "fingerprint", "createdAt", "movedAt", ${signals} AS "signals" FROM "Vote"`
const voteBefore = `replace(CAST("signals" AS TEXT), 'many new readers from one place', 'crowd')`
const reader = `SELECT "id", "accountId", "createdAt" FROM "Reader"`

const newType = `CASE "type" WHEN 'comments.posted' THEN 'comment.posted' WHEN 'votes.cast' THEN 'vote.cast' WHEN 'article.filed' THEN 'article.changed'
  WHEN 'article.taken-back' THEN 'article.withdrawn' WHEN 'subject.saved' THEN 'record.saved' WHEN 'subjects.imported' THEN 'record.imported'
  WHEN 'shelves.imported' THEN 'content.imported' WHEN 'article.schedule-cancelled' THEN 'article.unscheduled' ELSE "type" END`
const newPayload = {
  sqlite: `CASE "type" WHEN 'comments.posted' THEN json_remove(json_set("payload", '$.pending', json(json_extract("payload", '$.held'))), '$.held')
    WHEN 'subject.saved' THEN json_remove(json_set("payload", '$.recordId', json_extract("payload", '$.subjectId')), '$.subjectId')
    WHEN 'subjects.imported' THEN '{"created":0,"updated":0}' WHEN 'shelves.imported' THEN '{"changes":0}' ELSE "payload" END`,
  postgresql: `CASE "type" WHEN 'comments.posted' THEN ("payload" - 'held') || jsonb_build_object('pending', "payload" -> 'held')
    WHEN 'subject.saved' THEN ("payload" - 'subjectId') || jsonb_build_object('recordId', "payload" -> 'subjectId')
    WHEN 'subjects.imported' THEN '{"created":0,"updated":0}'::JSONB WHEN 'shelves.imported' THEN '{"changes":0}'::JSONB ELSE "payload" END`,
}
const event = (type: string, payload: string) => `SELECT "id", ${type} AS "type", ${payload} AS "payload", "tags", "hard", "createdAt" FROM "Event"`
const unhandled = (payload: string) => `SELECT "id", ${newType} AS "type", ${payload} AS "payload", "createdAt" FROM "Event" WHERE "handledAt" IS NULL`

const job = (columns: string) => `SELECT "id", "type", "key", "payload", "runAt", "leaseUntil", "attempts", "error", ${columns} FROM "Job"`
const redirect = `SELECT "path", "articleId", "subjectId", "createdAt" FROM "Redirect"`

/** The columns that a table had. */
const same = (table: string, columns: string) => {
  const sql = `SELECT ${columns
    .split(' ')
    .map((column) => `"${column}"`)
    .join(', ')} FROM "${table}"`
  return { before: sql, after: sql }
}

/** Drafts leave the articles, reasons become decisions, unhandled events become jobs, and states and types have other words. */
export const since20261126: Changes = {
  Article: {
    pairs: [
      { before: article, after: article },
      {
        before: `SELECT a."id", a."draft", a."draftVersion", a."draftSavedAt", s."value" AS "imported" FROM "Article" a LEFT JOIN "Setting" s ON s."name" = 'imported:' || a."id"`,
        after: `SELECT "articleId" AS "id", "document" AS "draft", "version" AS "draftVersion", "savedAt" AS "draftSavedAt", "importedVersion" AS "imported" FROM "Draft"`,
      },
    ],
  },
  Draft: { pairs: [] },
  // Each draft has its first revision, whole.
  DraftRevision: {
    pairs: [
      {
        before: `SELECT "id", "draftVersion", "draftSavedAt", "draft" FROM "Article"`,
        after: {
          sqlite: `SELECT "articleId" AS "id", "version" AS "draftVersion", "endedAt" AS "draftSavedAt", CAST("content" AS TEXT) AS "draft" FROM "DraftRevision"`,
          postgresql: `SELECT "articleId" AS "id", "version" AS "draftVersion", "endedAt" AS "draftSavedAt", convert_from("content", 'UTF8')::JSONB AS "draft" FROM "DraftRevision"`,
        },
      },
    ],
  },
  // A list that is in review has a request.
  Review: {
    pairs: [
      {
        before: `SELECT "id", "createdById" AS "askedById", "draftVersion" AS "version" FROM "Article" WHERE CAST("state" AS TEXT) = 'review'`,
        after: `SELECT "currentOf" AS "id", "askedById", "version" FROM "Review" WHERE CAST("state" AS TEXT) = 'open' AND "articleId" = "currentOf"`,
      },
    ],
  },
  Setting: {
    pairs: [{ before: `SELECT "name", "value" FROM "Setting" WHERE "name" NOT LIKE 'imported:%'`, after: `SELECT "name", "value" FROM "Setting"` }],
  },
  Comment: {
    pairs: [
      { before: comment(newState, 'removedAt'), after: comment('"state"', 'deletedAt') },
      {
        before: { sqlite: reasons('json_each(c."reasons") r'), postgresql: reasons('jsonb_array_elements_text(c."reasons") r("value")') },
        after: { sqlite: codes('json_each(d."codes") r'), postgresql: codes('jsonb_array_elements_text(d."codes") r("value")') },
      },
      {
        before: `SELECT "id", "hiddenById" FROM "Comment" WHERE "state" = 'rejected'`,
        after: `SELECT "targetId" AS "id", "accountId" AS "hiddenById" FROM "Decision" WHERE "action" = 'hide' AND "maker" = 'moderator'`,
      },
      {
        before: `SELECT "id", "removedAt" AS "at" FROM "Comment" WHERE "state" = 'removed'`,
        after: `SELECT "targetId" AS "id", "createdAt" AS "at" FROM "Decision" WHERE "action" = 'delete' AND "maker" = 'writer'`,
      },
    ],
  },
  Decision: { pairs: [] },
  Vote: { pairs: [{ before: vote(voteBefore), after: vote('CAST("signals" AS TEXT)') }] },
  // Each vote was given once.
  VoteEvent: {
    pairs: [
      {
        before: `SELECT "readerId", "articleId", "entryId", "createdAt", "state" FROM (${vote(voteBefore)}) v`,
        after: `SELECT "readerId", "articleId", "entryId", "createdAt", CAST("state" AS TEXT) AS "state" FROM "VoteEvent" WHERE CAST("kind" AS TEXT) = 'given'`,
      },
    ],
  },
  Reader: {
    pairs: [
      { before: reader, after: reader },
      {
        before: `SELECT DISTINCT "readerId" AS "id" FROM "Vote" WHERE CAST("state" AS TEXT) = 'held'`,
        after: `SELECT "id" FROM "Reader" WHERE "asideAt" IS NOT NULL`,
      },
    ],
  },
  Event: {
    pairs: [
      {
        before: { sqlite: event(newType, newPayload.sqlite), postgresql: event(newType, newPayload.postgresql) },
        after: event('"type"', '"payload"'),
      },
      {
        before: { sqlite: unhandled(newPayload.sqlite), postgresql: unhandled(newPayload.postgresql) },
        after: {
          sqlite: `SELECT json_extract("payload", '$.id') AS "id", json_extract("payload", '$.type') AS "type", json_extract("payload", '$.payload') AS "payload",
            "runAt" AS "createdAt" FROM "Job" WHERE "type" = 'events.dispatch'`,
          postgresql: `SELECT ("payload" -> 'id')::INTEGER AS "id", "payload" ->> 'type' AS "type", "payload" -> 'payload' AS "payload",
            "runAt" AS "createdAt" FROM "Job" WHERE "type" = 'events.dispatch'`,
        },
      },
    ],
    dropped: ['attempts', 'retryAt', 'error'],
  },
  Job: {
    pairs: [
      {
        before: job(`CASE WHEN "error" IS NULL THEN "doneAt" END AS "doneAt", CASE WHEN "error" IS NOT NULL THEN "doneAt" END AS "failedAt"`),
        after: `${job('"doneAt", "failedAt"')} WHERE "type" <> 'events.dispatch'`,
      },
    ],
  },
  Token: { pairs: [same('Token', 'hash purpose accountId email expiresAt usedAt createdAt')] },
  // It has files now, and what a page has to know of them.
  Media: { pairs: [same('Media', 'id hash type bytes width height alt credit uploadedById createdAt')] },
  // What is counted of them is held against what it counts (./invariants.ts).
  Subject: { pairs: [same('Subject', 'id kind slug name description parentId latitude longitude date url createdAt updatedAt')] },
  // None was merged.
  Credit: { pairs: [same('Credit', 'entryId position articleId subjectId role')] },
  Series: { pairs: [same('Series', 'id slug title description createdAt updatedAt')] },
  AuthorProfile: { pairs: [same('AuthorProfile', 'id slug name bio accountId createdAt updatedAt')] },
  Redirect: { pairs: [{ before: redirect, after: redirect }] },
}
