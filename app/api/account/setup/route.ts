import { createOwner } from '@/features/accounts/commands/create-owner'
import { signedInCookies } from '@/features/accounts/commands/start-session'
import { setupInput } from '@/features/accounts/schema'
import { signInClientOf } from '@/features/accounts/sign-in-client'
import { endpoint } from '@/platform/http/endpoint'

export const POST = endpoint({
  input: setupInput,
  act: async (input, request) => {
    const client = signInClientOf(request.headers)
    const token = await createOwner(input, client)
    return { status: 201, json: { ok: true }, location: '/admin', cookies: await signedInCookies(token, client) }
  },
  page: ({ token = '' }) => ({ path: `/setup?token=${encodeURIComponent(token)}`, form: 'setup' }),
})
