import { withNext } from '@/features/accounts/with-next'
import { sendConfirmation } from '@/features/accounts/commands/send-confirmation'
import { confirmationInput } from '@/features/accounts/schema'
import { signInClientOf } from '@/features/accounts/sign-in-client'
import { endpoint } from '@/platform/http/endpoint'

export const POST = endpoint({
  input: confirmationInput,
  act: async (input, request) => {
    await sendConfirmation(input, signInClientOf(request.headers))
    return { status: 202, json: { ok: true }, location: withNext('/confirm?done=sent', input.next) }
  },
  page: ({ next }) => ({ path: withNext('/confirm', next), form: 'confirmation' }),
})
