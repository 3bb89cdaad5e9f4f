import type { Event } from '@/platform/events/catalogue'

/** What a stream can be asked for: a list by its id. */
const topicShape = /^article:[0-9a-z]{1,40}$/
/** A browser hears of the lists that its tabs show. */
const maxTopics = 30

/** The topics of a stream's address, each once; null when one is not of a known shape, none is named, or more than a browser needs. */
export function readTopics(query: string): string[] | null {
  const topics = [...new Set(new URLSearchParams(query).getAll('topic'))]
  return topics.length > 0 && topics.length <= maxTopics && topics.every((topic) => topicShape.test(topic)) ? topics : null
}

/** What readers do: on a list that is voted on, many times a second. */
const byReaders = /^(vote|comment)\./

/** What an event is about, for those who listen; null when nobody is told of it. */
export const topicOf = ({ type, payload }: Pick<Event, 'type' | 'payload'>): string | null =>
  'articleId' in payload && !byReaders.test(type) ? `article:${payload.articleId}` : null
