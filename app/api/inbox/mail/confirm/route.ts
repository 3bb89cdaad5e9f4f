import { actorOf } from '@/features/accounts/auth'
import { confirmMailing } from '@/features/notices/commands/choose-mail'
import { tokenInput } from '@/features/notices/schema'
import { endpoint } from '@/platform/http/endpoint'

const pageOf = (token: string) => `/inbox/mail?token=${encodeURIComponent(token)}`

/** Whoever reads a mailbox says yes to mail about answers. */
export const POST = endpoint({
  input: tokenInput,
  act: async ({ token }, request) => {
    await confirmMailing(token, await actorOf(request.headers))
    return { json: { mail: true }, location: pageOf(token) }
  },
  page: ({ token = '' }) => ({ path: pageOf(token), form: 'mail-yes' }),
})
