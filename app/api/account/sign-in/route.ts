import { withNext } from '@/features/accounts/with-next'
import { signIn } from '@/features/accounts/commands/sign-in'
import { signInInput } from '@/features/accounts/schema'
import { signInClientOf } from '@/features/accounts/sign-in-client'
import { endpoint } from '@/platform/http/endpoint'
import { signedIn } from '../signed-in'

export const POST = endpoint({
  input: signInInput,
  act: async (input, request) => {
    const client = signInClientOf(request.headers)
    return signedIn(await signIn(input, client), input.next ?? '/', client)
  },
  page: ({ next }) => ({ path: withNext('/sign-in', next), form: 'sign-in' }),
})
