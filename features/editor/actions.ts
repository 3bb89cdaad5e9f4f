'use server'

import { getActor } from '@/features/accounts/auth'
import { action } from '@/platform/http/action'
import { previewProse } from './preview'
import { listListsToCopyTo } from './queries/lists-to-copy-to'
import { listsToCopyToInput, previewInput } from './schema'

export const previewProseAction = action(previewInput, async (input) => previewProse(await getActor(), input))
export const listListsToCopyToAction = action(listsToCopyToInput, async (input) => listListsToCopyTo(await getActor(), input))
