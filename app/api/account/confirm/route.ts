import { confirmAddress } from '@/features/accounts/commands/confirm-address'
import { confirmInput } from '@/features/accounts/schema'
import { signInClientOf } from '@/features/accounts/sign-in-client'
import { endpoint } from '@/platform/http/endpoint'
import { signedInBy } from '../signed-in'

export const POST = endpoint({
  input: confirmInput,
  act: async (input, request) => {
    const client = signInClientOf(request.headers)
    const { session, next } = await confirmAddress(input, client)
    return signedInBy('confirmed', { session, next }, client)
  },
  page: ({ token = '' }) => ({ path: `/confirm?token=${encodeURIComponent(token)}`, form: 'confirm' }),
})
