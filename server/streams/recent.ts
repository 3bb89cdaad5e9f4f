import type { LiveSource } from '@/platform/bridge'
import { nowMs } from '@/platform/clock'
import type { Event } from '@/platform/events/catalogue'

/** What happened on a list that its readers may want to hear of. Whether they may, is asked before they are told. */
export type Happening = { comments: string[]; hearts: string[]; votes: boolean }
type Known = { at: number; articleId: string } & Omit<Happening, 'votes'>

const nothing = { comments: [], hearts: [], votes: false }

/** What an event means for those who listen to a list; null when nothing. */
export function happeningOf({ type, payload }: Pick<Event, 'type' | 'payload'>): ({ articleId: string } & Happening) | null {
  const {
    articleId,
    commentId,
    commentIds = [],
    pending = [],
  } = payload as { articleId?: string; commentId?: string; commentIds?: string[]; pending?: string[] }
  if (articleId === undefined) return null
  if (type === 'comment.posted') return { ...nothing, articleId, comments: commentIds.filter((id) => !pending.includes(id)) }
  if (type === 'comment.restored') return { ...nothing, articleId, comments: [commentId!] }
  if (type === 'comment.hearted') return { ...nothing, articleId, hearts: commentIds }
  if (type === 'vote.cast' || type === 'vote.judged') return { ...nothing, articleId, votes: true }
  // Whether it is still for readers is asked in any case.
  return /^article\.(unpublished|deleted)$/.test(type) ? { ...nothing, articleId } : null
}

const maxKnown = 5000
const maxLists = 5000

/** What happened of late on any list, so that who was away for a moment is told of it without a look into the database for each. */
export class Recent {
  private known: Known[] = []
  private readonly heard = new Set<number>()
  /** When somebody last voted on a list. */
  private readonly votedAt = new Map<string, number>()
  private from = Infinity
  private loading: Promise<void> | null = null

  add(event: Event): void {
    const happening = happeningOf(event)
    if (!happening) return
    const { articleId, comments, hearts, votes } = happening
    if (votes) {
      this.votedAt.delete(articleId)
      this.votedAt.set(articleId, event.at)
      if (this.votedAt.size > maxLists) this.votedAt.delete(this.votedAt.keys().next().value!)
    }
    if (comments.length + hearts.length === 0 || this.heard.has(event.id)) return
    this.heard.add(event.id)
    this.known.push({ at: event.at, articleId, comments, hearts })
    if (this.known.length < 2 * maxKnown) return
    // The older half at once: not a shift for each.
    this.from = Math.max(this.from, ...this.known.splice(0, maxKnown).map(({ at }) => at))
    for (const id of [...this.heard].slice(0, maxKnown)) this.heard.delete(id)
  }

  /** Adds what happened before this process listened, or while it did not. */
  async load(source: LiveSource): Promise<void> {
    if (this.from !== Infinity) return
    this.loading ??= (async () => {
      try {
        const { events, from } = await source.recent()
        this.from = from
        for (const event of events) this.add(event)
      } finally {
        this.loading = null
      }
    })()
    return this.loading
  }

  /** Events may have been missed, or another database may stand in the place of this one: they are looked up when somebody needs them. */
  doubt(): void {
    this.known = []
    this.heard.clear()
    this.votedAt.clear()
    this.from = Infinity
  }

  /** A function that says what happened on a list since a time; null when that is too long ago to know. */
  of(articleId: string): (since: number) => Happening | null {
    const known = this.known.filter((one) => one.articleId === articleId).toSorted((a, b) => a.at - b.at)
    const votedAt = this.votedAt.get(articleId) ?? 0
    // Many come back at once, and for most of them the same happened.
    const answers = new Map<number, Happening>()
    return (since) => {
      if (since < this.from) return null
      const first = known.findIndex(({ at }) => at >= since)
      const later = first < 0 ? [] : known.slice(first)
      const votes = votedAt >= since
      const key = later.length * 2 + Number(votes)
      const answer = answers.get(key) ?? { ...joined(later), votes }
      answers.set(key, answer)
      return answer
    }
  }
}

/** Several happenings as one, each comment once. */
export function joined(happenings: (Partial<Happening> | null)[]): Happening {
  const all = (key: 'comments' | 'hearts') => [...new Set(happenings.flatMap((one) => one?.[key] ?? []))]
  return { comments: all('comments'), hearts: all('hearts'), votes: happenings.some((one) => one?.votes) }
}

/** A time before now by what clocks of several machines may differ, and an event may be late. */
export const wellBefore = (at = nowMs()): number => at - 30_000
