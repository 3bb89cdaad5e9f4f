import { createOwner } from '@/features/accounts/commands/create-owner'
import { signedInCookies } from '@/features/accounts/commands/start-session'
import { setupInput } from '@/features/accounts/schema'
import { visitOf } from '@/features/accounts/visit'
import { endpoint } from '@/platform/http/endpoint'

export const POST = endpoint({
  input: setupInput,
  act: async (input, request) => {
    const visit = visitOf(request.headers)
    const token = await createOwner(input, visit)
    return { status: 201, json: { ok: true }, location: '/admin', cookies: signedInCookies(token, visit) }
  },
  page: ({ token = '' }) => ({ path: `/setup?token=${encodeURIComponent(token)}`, form: 'setup' }),
})
