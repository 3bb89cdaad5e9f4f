import { resetPassword } from '@/features/accounts/commands/reset-password'
import { signedInCookies } from '@/features/accounts/commands/start-session'
import { resetInput } from '@/features/accounts/schema'
import { signInClientOf } from '@/features/accounts/sign-in-client'
import { endpoint } from '@/platform/http/endpoint'
import { accountPage } from '../own-act'

export const POST = endpoint({
  input: resetInput,
  act: async (input, request) => {
    const client = signInClientOf(request.headers)
    const token = await resetPassword(input, client)
    return { json: { ok: true }, location: accountPage('password'), cookies: await signedInCookies(token, client) }
  },
  page: ({ token = '' }) => ({ path: `/reset?token=${encodeURIComponent(token)}`, form: 'reset' }),
})
