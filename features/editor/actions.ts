'use server'

import { getActor } from '@/features/accounts/auth'
import { action } from '@/platform/http/action'
import { previewProse } from './preview'
import { findLinkTargets } from './queries/link-targets'
import { listListsToCopyTo } from './queries/lists-to-copy-to'
import { lookAtSite } from './queries/look-at-site'
import { linkTargetsInput, listsToCopyToInput, lookAtSiteInput, previewInput } from './schema'

export const previewProseAction = action(previewInput, async (input) => previewProse(await getActor(), input))
export const listListsToCopyToAction = action(listsToCopyToInput, async (input) => listListsToCopyTo(await getActor(), input))
export const lookAtSiteAction = action(lookAtSiteInput, async (input) => lookAtSite(await getActor(), input))
export const findLinkTargetsAction = action(linkTargetsInput, async (input) => findLinkTargets(await getActor(), input))
