import { actorOf } from '@/features/accounts/auth'
import { acceptInvitation } from '@/features/accounts/commands/accept-invitation'
import { acceptInvitationInput } from '@/features/accounts/schema'
import { endpoint } from '@/platform/http/endpoint'
import { saidCookie } from '@/platform/http/cookies'

/** Whoever is signed in gets the role of an invitation. */
export const POST = endpoint({
  input: acceptInvitationInput,
  act: async ({ token }, request) => {
    const role = await acceptInvitation(await actorOf(request.headers), token)
    return { json: { ok: true, role }, location: '/admin', cookies: [saidCookie('joined')] }
  },
  page: ({ token = '' }) => ({ path: `/invite?token=${encodeURIComponent(token)}`, form: 'invitation' }),
})
