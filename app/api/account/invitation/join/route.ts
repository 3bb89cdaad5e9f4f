import { join } from '@/features/accounts/commands/accept-invitation'
import { signedInCookies } from '@/features/accounts/commands/start-session'
import { joinInput } from '@/features/accounts/schema'
import { signInClientOf } from '@/features/accounts/sign-in-client'
import { endpoint } from '@/platform/http/endpoint'
import { saidCookie } from '@/platform/http/cookies'

/** Makes the account that an invitation to an address is for. */
export const POST = endpoint({
  input: joinInput,
  act: async (input, request) => {
    const client = signInClientOf(request.headers)
    const token = await join(input, client)
    return { status: 201, json: { ok: true }, location: '/admin', cookies: [...(await signedInCookies(token, client)), saidCookie('joined')] }
  },
  page: ({ token = '' }) => ({ path: `/invite?token=${encodeURIComponent(token)}`, form: 'join' }),
})
