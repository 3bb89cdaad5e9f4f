import { finishSignIn } from '@/features/accounts/commands/finish-sign-in'
import { signedInCookies } from '@/features/accounts/commands/start-session'
import { finishSignInInput } from '@/features/accounts/schema'
import { signInClientOf } from '@/features/accounts/sign-in-client'
import { endpoint } from '@/platform/http/endpoint'

export const POST = endpoint({
  input: finishSignInInput,
  act: async ({ next, code }, request) => {
    const client = signInClientOf(request.headers)
    const token = await finishSignIn({ code }, client)
    return { json: { ok: true }, location: next ?? '/', cookies: await signedInCookies(token, client) }
  },
  page: () => ({ path: '/sign-in/second-factor', form: 'code' }),
})
