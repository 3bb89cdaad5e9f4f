import { withNext } from '@/features/accounts/with-next'
import { signUp } from '@/features/accounts/commands/sign-up'
import { signUpInput } from '@/features/accounts/schema'
import { signInClientOf } from '@/features/accounts/sign-in-client'
import { endpoint } from '@/platform/http/endpoint'

export const POST = endpoint({
  input: signUpInput,
  act: async (input, request) => {
    await signUp(input, signInClientOf(request.headers))
    return { status: 202, json: { ok: true }, location: withNext('/sign-up?done=sent', input.next) }
  },
  page: ({ next }) => ({ path: withNext('/sign-up', next), form: 'sign-up' }),
})
