import { actorOf } from '@/features/accounts/auth'
import { listEditable } from '@/features/articles/queries/editable'
import { listPresent } from '@/features/articles/queries/presence'
import type { StreamSource } from '@/platform/bridge'

const idOf = (topic: string) => topic.slice('article:'.length)
const topicOf = (id: string) => `article:${id}`

/** Whoever may edit a list hears of it, and of who else has it open. Listening keeps no sign-in alive. */
export const streams: StreamSource = {
  async mayHear(cookie, topics) {
    const actor = await actorOf(new Headers({ cookie }), { keepAlive: false })
    if (!actor.account) return { who: null, topics: [] }
    return { who: actor.account.id, topics: (await listEditable(actor, topics.map(idOf))).map(topicOf) }
  },
  async states(topics) {
    return new Map([...(await listPresent(topics.map(idOf)))].map(([id, present]) => [topicOf(id), present]))
  },
}
