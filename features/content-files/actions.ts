'use server'

import { getActor } from '@/features/accounts/auth'
import { action } from '@/platform/http/action'
import { bringInPost, checkPost, leadPosts, readExport } from './commands/bring-in-posts'
import { makeList } from './commands/make-list'
import { readArticle } from './commands/read-article'
import { leadPostsInput, makeListInput, postInput, readArticleInput, readExportInput } from './schema'

export const readArticleAction = action(readArticleInput, async (input) => readArticle(await getActor(), input))
export const makeListAction = action(makeListInput, async (input) => makeList(await getActor(), input))
export const readExportAction = action(readExportInput, async (input) => readExport(await getActor(), input))
export const checkPostAction = action(postInput, async (input) => checkPost(await getActor(), input))
export const bringInPostAction = action(postInput, async (input) => bringInPost(await getActor(), input))
export const leadPostsAction = action(leadPostsInput, async (input) => leadPosts(await getActor(), input))
