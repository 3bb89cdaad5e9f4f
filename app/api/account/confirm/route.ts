import { confirmAddress } from '@/features/accounts/commands/confirm-address'
import { signedInCookies } from '@/features/accounts/commands/start-session'
import { confirmInput } from '@/features/accounts/schema'
import { signInClientOf } from '@/features/accounts/sign-in-client'
import { endpoint } from '@/platform/http/endpoint'
import { accountPage } from '../own-act'

export const POST = endpoint({
  input: confirmInput,
  act: async (input, request) => {
    const client = signInClientOf(request.headers)
    const token = await confirmAddress(input, client)
    return { json: { ok: true }, location: accountPage('confirmed'), cookies: await signedInCookies(token, client) }
  },
  page: ({ token = '' }) => ({ path: `/confirm?token=${encodeURIComponent(token)}`, form: 'confirm' }),
})
