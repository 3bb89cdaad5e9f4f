'use server'

import { getActor } from '@/features/accounts/auth'
import { action } from '@/platform/http/action'
import { previewProse } from './preview'
import { findLinkTargets } from './queries/link-targets'
import { listListsToCopyTo } from './queries/lists-to-copy-to'
import { linkTargetsInput, listsToCopyToInput, previewInput } from './schema'

export const previewProseAction = action(previewInput, async (input) => previewProse(await getActor(), input))
export const listListsToCopyToAction = action(listsToCopyToInput, async (input) => listListsToCopyTo(await getActor(), input))
export const findLinkTargetsAction = action(linkTargetsInput, async (input) => findLinkTargets(await getActor(), input))
