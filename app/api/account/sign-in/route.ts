import { signIn } from '@/features/accounts/commands/sign-in'
import { signedInCookies } from '@/features/accounts/commands/start-session'
import { signInInput } from '@/features/accounts/schema'
import { signInClientOf } from '@/features/accounts/sign-in-client'
import { endpoint } from '@/platform/http/endpoint'
import { pageWithNext } from '../own-act'

export const POST = endpoint({
  input: signInInput,
  act: async ({ next, ...input }, request) => {
    const client = signInClientOf(request.headers)
    const token = await signIn(input, client)
    return { json: { ok: true }, location: next ?? '/', cookies: await signedInCookies(token, client) }
  },
  page: ({ next }) => ({ path: pageWithNext('/sign-in', next), form: 'sign-in' }),
})
