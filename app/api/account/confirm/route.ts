import { confirmAddress } from '@/features/accounts/commands/confirm-address'
import { signedInCookies } from '@/features/accounts/commands/start-session'
import { confirmInput } from '@/features/accounts/schema'
import { visitOf } from '@/features/accounts/visit'
import { endpoint } from '@/platform/http/endpoint'
import { accountPage } from '../own-act'

export const POST = endpoint({
  input: confirmInput,
  act: async (input, request) => {
    const visit = visitOf(request.headers)
    const token = await confirmAddress(input, visit)
    return { json: { ok: true }, location: accountPage('confirmed'), cookies: signedInCookies(token, visit) }
  },
  page: ({ token = '' }) => ({ path: `/confirm?token=${encodeURIComponent(token)}`, form: 'confirm' }),
})
