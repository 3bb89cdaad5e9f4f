import { resetPassword } from '@/features/accounts/commands/reset-password'
import { signedInCookies } from '@/features/accounts/commands/start-session'
import { resetInput } from '@/features/accounts/schema'
import { visitOf } from '@/features/accounts/visit'
import { endpoint } from '@/platform/http/endpoint'
import { accountPage } from '../own-act'

export const POST = endpoint({
  input: resetInput,
  act: async (input, request) => {
    const visit = visitOf(request.headers)
    const token = await resetPassword(input, visit)
    return { json: { ok: true }, location: accountPage('password'), cookies: signedInCookies(token, visit) }
  },
  page: ({ token = '' }) => ({ path: `/reset?token=${encodeURIComponent(token)}`, form: 'reset' }),
})
