import { signUp } from '@/features/accounts/commands/sign-up'
import { signUpInput } from '@/features/accounts/schema'
import { signInClientOf } from '@/features/accounts/sign-in-client'
import { endpoint } from '@/platform/http/endpoint'
import { pageWithNext } from '../own-act'

export const POST = endpoint({
  input: signUpInput,
  act: async ({ name, email, password }, request) => {
    await signUp({ name, email, password }, signInClientOf(request.headers))
    return { status: 202, json: { ok: true }, location: '/sign-up?done=sent' }
  },
  page: ({ next }) => ({ path: pageWithNext('/sign-up', next), form: 'sign-up' }),
})
