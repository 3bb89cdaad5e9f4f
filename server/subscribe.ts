import { monotonicMs, nowMs } from '@/platform/clock'
import { subscribe } from '@/platform/events/bus'
import { anyChangeKey, everyPageKey } from './cache/cdn'
import type { ServerState } from './state'

/** Lets every event of the bus reach what this process keeps: its page cache, and the CDN before it. */
export function subscribeCaches(state: ServerState): void {
  subscribe('page cache', {
    // Pages first, then the number: a reader who waits for the number must not get an older page.
    event({ id, tags, hard, at }) {
      // The cache measures by a clock that nobody can set back: what counts is how long ago the change was made.
      state.renderer?.cache.purge({ tags, hard, at: monotonicMs() - Math.max(0, nowMs() - at) })
      state.seenEvents.add(id)
    },
    missed(upTo) {
      state.renderer?.cache.purgeAll()
      state.seenEvents.addUpTo(upTo)
    },
    deaf: () => state.renderer?.cache.doubtAll(),
  })
  subscribe('CDN', {
    event: ({ tags }) => tags.length > 0 && state.cdn?.purge([...tags, anyChangeKey]),
    missed: () => state.cdn?.purge([everyPageKey]),
    deaf: () => {},
  })
}

/** Lets those who listen to a stream hear of every event that is theirs to hear. */
export function subscribeStreams({ streams, live }: Pick<ServerState, 'streams' | 'live'>): void {
  subscribe('streams', { event: (event) => streams.hear(event), missed: () => streams.lookAgain(), deaf: () => {} })
  subscribe('live', { event: (event) => live.hear(event), missed: () => live.lookAgain(), deaf: () => {} })
}
