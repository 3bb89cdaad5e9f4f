import { sessionTokenOf } from '@/features/accounts/auth'
import { signOut } from '@/features/accounts/commands/end-sessions'
import { signOutInput } from '@/features/accounts/schema'
import { noSessionCookie } from '@/features/accounts/sessions'
import { endpoint } from '@/platform/http/endpoint'

export const POST = endpoint({
  input: signOutInput,
  act: async ({ next }, request) => {
    await signOut(sessionTokenOf(request.headers))
    return { json: { ok: true }, location: next ?? '/', cookies: [noSessionCookie()] }
  },
  page: () => ({ path: '/account', form: 'sign-out' }),
})
