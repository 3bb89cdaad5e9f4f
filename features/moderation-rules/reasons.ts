/**
 * Reasons as they are kept: a code outlives the words that explain it. Stored codes are kept for ever, so none is renamed or used for something else.
 */

/** Why a comment waits for a moderator, in words that finish “because …”. */
const commentReasons = {
  trap: 'a field that people do not see was filled in',
  'too-fast': 'many came within a minute',
  'many-links': 'it has many links',
  repeated: 'the same was said before',
  echo: 'several readers said the same words within a day',
  repetitive: 'it says one thing over and over',
  shouting: 'it is nearly all in capitals',
  'recently-hidden': 'a moderator hid one of yours a moment ago',
  'watched-word': 'it has a word that this site watches',
  first: 'it is the first of this guest',
  'near-ban': 'somebody of the same network is banned',
  learned: 'it reads like what moderators hid as advertising',
  other: 'a person should look at it first',
} as const

/** What speaks against a vote. */
const voteReasons = {
  crowd: 'many votes from one place within an hour',
  'aside-before': 'an earlier vote of the same reader is set aside',
} as const

/** Why a moderator hid a comment, in words that finish “because …”: its writer reads them. */
export const hideReasons = {
  spam: 'it advertises something',
  unkind: 'it is unkind to somebody',
  private: 'it tells private things about a person',
  'off-subject': 'it is about something else',
  spoiler: 'it gives something away that others want to see for themselves',
  illegal: 'the law may forbid it',
  'site-rule': 'it breaks a rule of this site',
} as const

/** What a moderator says beside showing a comment. */
const restoreReasons = { trusted: 'its writer is trusted from now on' } as const

/** Whether a code is a moderator’s reason to hide something. */
export const isHideCode = (code: string): code is HideCode => Object.hasOwn(hideReasons, code)

export type HideCode = keyof typeof hideReasons
export type CommentCode = keyof typeof commentReasons
export type VoteCode = keyof typeof voteReasons
export type ReasonCode = CommentCode | VoteCode | HideCode | keyof typeof restoreReasons

const words: Record<string, string> = { ...commentReasons, ...voteReasons, ...hideReasons, ...restoreReasons }

/** A code in words, for the place where it is shown. One that this version does not know, because a later one wrote it, reads as `other`. */
export const reasonText = (code: string): string => (Object.hasOwn(words, code) ? words[code]! : commentReasons.other)
