'use server'

import { getActor } from '@/features/accounts/auth'
import { action } from '@/platform/http/action'
import { bringInPost, checkPost, leadPosts, readExport } from './commands/bring-in-posts'
import { bringInFiles, bringPicture, checkFiles } from './commands/bring-in-files'
import { makeList } from './commands/make-list'
import { readArticle } from './commands/read-article'
import { bringPictureInput, checkFilesInput, importFilesInput, leadPostsInput, makeListInput, postInput, readArticleInput, readExportInput } from './schema'

export const readArticleAction = action(readArticleInput, async (input) => readArticle(await getActor(), input))
export const makeListAction = action(makeListInput, async (input) => makeList(await getActor(), input))
export const readExportAction = action(readExportInput, async (input) => readExport(await getActor(), input))
export const checkPostAction = action(postInput, async (input) => checkPost(await getActor(), input))
export const bringInPostAction = action(postInput, async (input) => bringInPost(await getActor(), input))
export const leadPostsAction = action(leadPostsInput, async (input) => leadPosts(await getActor(), input))
export const checkFilesAction = action(checkFilesInput, async (input) => checkFiles(await getActor(), input))
export const bringPictureAction = action(bringPictureInput, async (input) => bringPicture(await getActor(), input))
export const bringInFilesAction = action(importFilesInput, async (input) => bringInFiles(await getActor(), input))
