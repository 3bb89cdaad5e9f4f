import { withNext } from '@/features/accounts/with-next'
import { requestPasswordReset } from '@/features/accounts/commands/request-password-reset'
import { forgotInput } from '@/features/accounts/schema'
import { signInClientOf } from '@/features/accounts/sign-in-client'
import { endpoint } from '@/platform/http/endpoint'

export const POST = endpoint({
  input: forgotInput,
  act: async (input, request) => {
    await requestPasswordReset(input, signInClientOf(request.headers))
    return { status: 202, json: { ok: true }, location: withNext('/forgot?done=sent', input.next) }
  },
  page: ({ next }) => ({ path: withNext('/forgot', next), form: 'forgot' }),
})
