import { cookies } from 'next/headers'
import { forbidden, redirect } from 'next/navigation'
import { getActor } from '@/features/accounts/auth'
import { mayWrite } from '@/features/articles/policy'
import { mayJudgeVotes } from '@/features/votes/policy'
import { mayOperate } from '@/features/operations/policy'
import { isAppError } from '@/platform/errors'
import type { Actor } from '@/platform/http/request'

/** The writer who looks at a page of the studio. Guests are sent to sign in and come back to `path`; readers see why they may not. */
export async function requireWriter(path: string): Promise<Actor> {
  const actor = await requireAccount(path)
  if (!mayWrite(actor)) forbidden()
  return actor
}

/** The admin or owner who looks at a page about the running of the site. Guests are sent to sign in; others see why they may not. */
export async function requireOperator(path: string): Promise<Actor> {
  const actor = await requireAccount(path)
  if (!mayOperate(actor)) forbidden()
  return actor
}

/** The editor, admin or owner who looks at a page for moderators. Guests are sent to sign in; others see why they may not. */
export async function requireModerator(path: string): Promise<Actor> {
  const actor = await requireAccount(path)
  if (!mayJudgeVotes(actor)) forbidden()
  return actor
}

async function requireAccount(path: string): Promise<Actor> {
  await cookies()
  const actor = await getActor()
  if (!actor.account) redirect(`/sign-in?next=${encodeURIComponent(path)}`)
  return actor
}

/** What a query of the studio found; null when there is no such thing, or this writer may not see it. */
export async function orNull<T>(found: Promise<T>): Promise<T | null> {
  try {
    return await found
  } catch (error) {
    if (isAppError(error) && error.code === 'not_found') return null
    throw error
  }
}
