import { resetPassword } from '@/features/accounts/commands/reset-password'
import { resetInput } from '@/features/accounts/schema'
import { signInClientOf } from '@/features/accounts/sign-in-client'
import { endpoint } from '@/platform/http/endpoint'
import { signedInBy } from '../signed-in'

export const POST = endpoint({
  input: resetInput,
  act: async (input, request) => {
    const client = signInClientOf(request.headers)
    const { session, next } = await resetPassword(input, client)
    return signedInBy('password', { session, next }, client)
  },
  page: ({ token = '' }) => ({ path: `/reset?token=${encodeURIComponent(token)}`, form: 'reset' }),
})
