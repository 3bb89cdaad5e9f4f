import { requestPasswordReset } from '@/features/accounts/commands/request-password-reset'
import { forgotInput } from '@/features/accounts/schema'
import { visitOf } from '@/features/accounts/visit'
import { endpoint } from '@/platform/http/endpoint'

export const POST = endpoint({
  input: forgotInput,
  act: async (input, request) => {
    await requestPasswordReset(input, visitOf(request.headers))
    return { status: 202, json: { ok: true }, location: '/forgot?done=sent' }
  },
  page: () => ({ path: '/forgot', form: 'forgot' }),
})
