import type { CommentCode } from '../reasons'

/** What is known of a text that somebody wants to publish. */
export type Submission = {
  body: string
  /** What stands in the field that people do not see. */
  trap: string
  /** Has an account. */
  known: boolean
  /** A moderator trusts who wrote it. */
  trusted?: boolean
  /** What its writer is called. */
  name?: string
  /** Words that the site watches (watched-words.ts). */
  watched?: string[]
  /** Nothing of a guest was ever shown, and the site lets such comments wait. */
  isFirst?: boolean
  /** A guest of the network from which somebody else was banned. */
  nearBan?: boolean
  /** How likely it is advertising, from 0 to 1, as moderators taught it; null while they taught too little. */
  spamChance?: number | null
  /** How many other readers said the same words in the last day, or with it. */
  echoes?: number
  /** What the same reader wrote in the last hour, newest first. */
  recent: { body: string; state: string; createdAt: Date }[]
  now: Date
  /** How many links a guest's text may have: a setting of the site. */
  guestLinks?: number
}

/** Says why a person should look at it first, or null. */
export type Step = (submission: Submission) => CommentCode | null
