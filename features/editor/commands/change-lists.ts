import { duplicateArticle } from '@/features/articles/commands/duplicate-article'
import { loadOwnArticle, writerOf } from '@/features/articles/commands/load-article'
import { publishArticle } from '@/features/articles/commands/publish-article'
import { setAuthors } from '@/features/articles/commands/set-authors'
import { setSeries } from '@/features/articles/commands/set-series'
import { unpublishArticle } from '@/features/articles/commands/unpublish-article'
import { mayEdit } from '@/features/articles/policy'
import { restoreList } from '@/features/trash/commands/restore-list'
import { trashList } from '@/features/trash/commands/trash-list'
import { read } from '@/platform/db'
import { isDatabaseAway, noteDatabaseAway } from '@/platform/database-away'
import { conflict, isAppError } from '@/platform/errors'
import type { Actor } from '@/platform/http/request'
import { log } from '@/platform/log'
import type { ListChange, ListOutcome } from '../schema'

type Change = { id: string; change: ListChange }

const notReached = 'The site had trouble before it came to this list, so nothing was done to it. Try again'

/**
 * Does something to each of these lists, one after the other, by the command that does it to one: each asks who may, and is done whole or not at all. What is refused of
 * one list stops no other. Throws what went wrong on our side when nothing was done yet; later it is told of the lists that were not reached.
 */
export async function changeLists(actor: Actor, { changes }: { changes: Change[] }): Promise<ListOutcome[]> {
  writerOf(actor)
  const outcomes: ListOutcome[] = []
  for (const { id, change } of changes) {
    try {
      outcomes.push({ id, refused: null, made: await changeOne(actor, id, change) })
    } catch (error) {
      if (isAppError(error)) outcomes.push({ id, refused: reasonOf(error), made: null })
      else if (outcomes.length === 0) throw error
      else {
        // What asks next would wait for a connection that does not come.
        if (isDatabaseAway(error)) noteDatabaseAway(error, 'lists could not be changed: the database gives no answer')
        else log.error({ err: error, articleId: id }, 'a list could not be changed with others')
        return [...outcomes, ...changes.slice(outcomes.length).map((one) => ({ id: one.id, refused: notReached, made: null }))]
      }
    }
  }
  return outcomes
}

/** Resolves to the id of the list that was made, if one was. */
async function changeOne(actor: Actor, articleId: string, change: ListChange): Promise<string | null> {
  switch (change.do) {
    case 'series':
      await setSeries(actor, { articleId, seriesId: change.seriesId, position: change.position, base: change.base })
      return null
    case 'authors':
      await setAuthors(actor, { articleId, authorIds: change.authorIds, base: change.base })
      return null
    case 'publish':
      await publish(actor, articleId, change)
      return null
    case 'unpublish':
      await unpublishArticle(actor, { articleId })
      return null
    case 'duplicate':
      return (await duplicateArticle(actor, { articleId })).id
    case 'trash':
      // Undo would restore what somebody else moved there.
      if (!(await trashList(actor, { id: articleId }))) throw conflict('It is in the trash already')
      return null
    case 'restore':
      await restoreList(actor, { id: articleId })
      return null
  }
}

async function publish(actor: Actor, articleId: string, { version, live, waiting }: Extract<ListChange, { do: 'publish' }>): Promise<void> {
  const { publishedVersion } = await loadOwnArticle(read, actor, articleId, mayEdit)
  if (publishedVersion === version) throw conflict('Readers have all of it already')
  await publishArticle(actor, { articleId, version, seen: { live, waiting } })
}

/** What has to be put right stands in several fields of a list: the first ones are told, the list itself shows all. */
function reasonOf({ code, message, data }: { code: string; message: string; data?: unknown }): string {
  if (code !== 'invalid' || !Array.isArray(data)) return message
  const told = (data as { message: string }[]).map((one) => one.message)
  return told.length > 2 ? `${told.slice(0, 2).join('. ')}, and ${told.length - 2} more` : told.join('. ') || message
}
