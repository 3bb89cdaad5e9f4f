'use server'

import { getActor } from '@/features/accounts/auth'
import { bringBackInput } from '@/features/records/schema'
import { action } from '@/platform/http/action'
import { bringBackAuthor, bringBackSeries } from './commands/bring-back-shared'
import { cancelSchedule } from './commands/cancel-schedule'
import { changeSlug } from './commands/change-slug'
import { copyEntries } from './commands/copy-entries'
import { createArticle } from './commands/create-article'
import { deleteArticle } from './commands/delete-article'
import { makePreviewLink } from './commands/make-preview-link'
import { moveSchedule } from './commands/move-schedule'
import { nameRevision } from './commands/name-revision'
import { publishArticle } from './commands/publish-article'
import { restoreEdition } from './commands/restore-edition'
import { restoreRevision } from './commands/restore-revision'
import { revokePreviewLink } from './commands/revoke-preview-link'
import { saveAuthor } from './commands/save-author'
import { saveSeries } from './commands/save-series'
import { scheduleArticle } from './commands/schedule-article'
import { setAuthors } from './commands/set-authors'
import { setCover } from './commands/set-cover'
import { setSeries } from './commands/set-series'
import { unpublishArticle } from './commands/unpublish-article'
import { makePreviewLinkInput, previewLinksInput, revokePreviewLinkInput } from './preview-links'
import { getCoverChoice } from './queries/cover-choice'
import { listPreviewLinks } from './queries/preview-links'
import * as inputs from './schema'

export const createArticleAction = action(inputs.newArticleInput, async (input) => createArticle(await getActor(), input))
export const publishArticleAction = action(inputs.publishInput, async (input) => publishArticle(await getActor(), input))
export const scheduleArticleAction = action(inputs.scheduleInput, async (input) => scheduleArticle(await getActor(), input))
export const moveScheduleAction = action(inputs.moveScheduleInput, async (input) => moveSchedule(await getActor(), input))
export const cancelScheduleAction = action(inputs.articleInput, async (input) => cancelSchedule(await getActor(), input))
export const unpublishArticleAction = action(inputs.articleInput, async (input) => unpublishArticle(await getActor(), input))
export const changeSlugAction = action(inputs.slugInput, async (input) => changeSlug(await getActor(), input))
export const restoreEditionAction = action(inputs.restoreInput, async (input) => restoreEdition(await getActor(), input))
export const restoreRevisionAction = action(inputs.restoreRevisionInput, async (input) => restoreRevision(await getActor(), input))
export const nameRevisionAction = action(inputs.nameRevisionInput, async (input) => nameRevision(await getActor(), input))
export const copyEntriesAction = action(inputs.copyEntriesInput, async (input) => copyEntries(await getActor(), input))
export const setAuthorsAction = action(inputs.authorsInput, async (input) => setAuthors(await getActor(), input))
export const setSeriesAction = action(inputs.seriesPlaceInput, async (input) => setSeries(await getActor(), input))
export const getCoverAction = action(inputs.articleInput, async ({ articleId }) => getCoverChoice(await getActor(), articleId))
export const setCoverAction = action(inputs.coverInput, async (input) => setCover(await getActor(), input))
export const deleteArticleAction = action(inputs.articleInput, async (input) => deleteArticle(await getActor(), input))
export const saveSeriesAction = action(inputs.seriesInput, async (input) => saveSeries(await getActor(), input))
export const saveAuthorAction = action(inputs.authorInput, async (input) => saveAuthor(await getActor(), input))
export const bringBackSeriesAction = action(bringBackInput, async (input) => bringBackSeries(await getActor(), input))
export const bringBackAuthorAction = action(bringBackInput, async (input) => bringBackAuthor(await getActor(), input))
export const listPreviewLinksAction = action(previewLinksInput, async ({ articleId }) => listPreviewLinks(await getActor(), articleId))
export const makePreviewLinkAction = action(makePreviewLinkInput, async (input) => makePreviewLink(await getActor(), input))
export const revokePreviewLinkAction = action(revokePreviewLinkInput, async (input) => revokePreviewLink(await getActor(), input))
