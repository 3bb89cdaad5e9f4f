'use server'

import { getActor } from '@/features/accounts/auth'
import { action } from '@/platform/http/action'
import { makeList } from './commands/make-list'
import { readArticle } from './commands/read-article'
import { makeListInput, readArticleInput } from './schema'

export const readArticleAction = action(readArticleInput, async (input) => readArticle(await getActor(), input))
export const makeListAction = action(makeListInput, async (input) => makeList(await getActor(), input))
