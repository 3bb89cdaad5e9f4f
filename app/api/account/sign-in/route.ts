import { signIn } from '@/features/accounts/commands/sign-in'
import { signedInCookies } from '@/features/accounts/commands/start-session'
import { signInInput } from '@/features/accounts/schema'
import { visitOf } from '@/features/accounts/visit'
import { endpoint } from '@/platform/http/endpoint'
import { pageWithNext } from '../own-act'

export const POST = endpoint({
  input: signInInput,
  act: async ({ next, ...input }, request) => {
    const visit = visitOf(request.headers)
    const token = await signIn(input, visit)
    return { json: { ok: true }, location: next ?? '/', cookies: signedInCookies(token, visit) }
  },
  page: ({ next }) => ({ path: pageWithNext('/sign-in', next), form: 'sign-in' }),
})
