import { requestPasswordReset } from '@/features/accounts/commands/request-password-reset'
import { forgotInput } from '@/features/accounts/schema'
import { signInClientOf } from '@/features/accounts/sign-in-client'
import { endpoint } from '@/platform/http/endpoint'
import { pageWithNext } from '../own-act'

export const POST = endpoint({
  input: forgotInput,
  act: async (input, request) => {
    await requestPasswordReset(input, signInClientOf(request.headers))
    return { status: 202, json: { ok: true }, location: pageWithNext('/forgot?done=sent', input.next) }
  },
  page: ({ next }) => ({ path: pageWithNext('/forgot', next), form: 'forgot' }),
})
