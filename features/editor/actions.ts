'use server'

import { getActor } from '@/features/accounts/auth'
import { action } from '@/platform/http/action'
import { changeLists } from './commands/change-lists'
import { removeView, renameView, saveView } from './commands/views'
import { previewProse } from './preview'
import { findLinkTargets } from './queries/link-targets'
import { listListsToCopyTo } from './queries/lists-to-copy-to'
import { lookAtSite } from './queries/look-at-site'
import * as inputs from './schema'

export const previewProseAction = action(inputs.previewInput, async (input) => previewProse(await getActor(), input))
export const listListsToCopyToAction = action(inputs.listsToCopyToInput, async (input) => listListsToCopyTo(await getActor(), input))
export const lookAtSiteAction = action(inputs.lookAtSiteInput, async (input) => lookAtSite(await getActor(), input))
export const findLinkTargetsAction = action(inputs.linkTargetsInput, async (input) => findLinkTargets(await getActor(), input))
export const saveViewAction = action(inputs.saveViewInput, async (input) => saveView(await getActor(), input))
export const renameViewAction = action(inputs.renameViewInput, async (input) => renameView(await getActor(), input))
export const removeViewAction = action(inputs.removeViewInput, async (input) => removeView(await getActor(), input))
export const changeListsAction = action(inputs.changeListsInput, async (input) => changeLists(await getActor(), input))
