import { withNext } from '@/features/accounts/with-next'
import { signedInCookies } from '@/features/accounts/commands/start-session'
import { findSignInStep } from '@/features/accounts/queries/second-factor'
import { sessionCookie } from '@/features/accounts/sessions'
import type { SignInClient } from '@/features/accounts/sign-in-client'
import { saidCookie } from '@/platform/http/cookies'
import type { Answer } from '@/platform/http/endpoint'
import { accountPage } from './own-act'

/** The answer to whoever has just shown who they are: the session that `token` opens, or the page that asks for the second factor first. */
export async function signedIn(token: string, location: string, client: SignInClient): Promise<Answer> {
  if (await findSignInStep(token))
    return { json: { ok: true, needs: 'second-factor' }, location: withNext('/sign-in/second-factor', location), cookies: [sessionCookie(token)] }
  return { json: { ok: true }, location, cookies: await signedInCookies(token, client) }
}

/** The same for whoever followed a mailed link, and is told what it did: on the page of their account, or at the top of the one where the link leads. */
export async function signedInBy(
  done: 'password' | 'confirmed',
  { session, next }: { session: string; next: string | null },
  client: SignInClient,
): Promise<Answer> {
  const answer = await signedIn(session, next ?? accountPage(done), client)
  return next ? { ...answer, cookies: [...(answer.cookies ?? []), saidCookie(done)] } : answer
}
