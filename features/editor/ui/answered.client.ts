'use client'

import type { Field, Insert } from '@/features/articles/document/operations'
import { arrivalsOf, type Arrival } from '../document/arrivals'
import { newBrowserId } from '../document/new-id'
import { confirmSession, goneFrom, mergeSession, setApart, type Session } from '../document/session'
import { chosenIn } from './draft-state.client'
import type { Sent } from './send-operations.client'

type Answered = {
  session: Session
  /** What somebody else removed, and how it comes back. */
  takenAway: readonly Insert[]
  chosenByOthers: readonly Field[]
  /** How others changed the texts that are shown. */
  arrivals: readonly Arrival[]
  /** Whether others' work came. */
  isHeard: boolean
}

export const nothingTaken: readonly Insert[] = []

type Answer = Exclude<Sent, { is: 'failed' }>

export const heard = (session: Session, sent: Answer): Session =>
  sent.is === 'newer' ? mergeSession(session, sent.value) : confirmSession(session, sent.value)

/** What an answer of the site makes of the session that is shown. */
export function answered(before: Session, sent: Answer): Answered {
  const session = setApart(before, heard(before, sent), newBrowserId)
  const gone = goneFrom(before, session)
  const isHeard = sent.is === 'newer' || sent.value.log.some(({ changes }) => changes !== undefined)
  return {
    session,
    takenAway: gone.length > 0 ? gone : nothingTaken,
    chosenByOthers: chosenIn(sent),
    arrivals: isHeard && sent.is === 'answer' ? arrivalsOf(before, session, sent.value.log) : [],
    isHeard,
  }
}
