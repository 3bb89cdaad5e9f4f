import { withNext } from '@/features/accounts/with-next'
import { signIn } from '@/features/accounts/commands/sign-in'
import { signInInput } from '@/features/accounts/schema'
import { shutOutCookie } from '@/features/accounts/shut-out'
import { signInClientOf } from '@/features/accounts/sign-in-client'
import { endpoint } from '@/platform/http/endpoint'
import { signedIn } from '../signed-in'

/** Accounts that are suspended, by the request that has shown whose it is. */
const suspended = new WeakMap<Request, string>()

const post = endpoint({
  input: signInInput,
  act: async (input, request) => {
    const client = signInClientOf(request.headers)
    return signedIn(await signIn(input, client, (accountId) => suspended.set(request, accountId)), input.next ?? '/', client)
  },
  page: ({ next }) => ({ path: withNext('/sign-in', next), form: 'sign-in' }),
})

export const POST: typeof post = async (request, context) => {
  const response = await post(request, context)
  const accountId = suspended.get(request)
  if (accountId) response.headers.append('set-cookie', shutOutCookie(accountId))
  return response
}
