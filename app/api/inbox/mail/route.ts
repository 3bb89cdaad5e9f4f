import { actorOf } from '@/features/accounts/auth'
import { chooseMail } from '@/features/notices/commands/choose-mail'
import { mailInput } from '@/features/notices/schema'
import { endpoint } from '@/platform/http/endpoint'

/** Where mail about a reader's inbox goes, and how often. */
export const POST = endpoint({
  input: mailInput,
  act: async (input, request) => {
    await chooseMail(await actorOf(request.headers), input)
    return { json: { often: input.often }, location: '/inbox#mail' }
  },
  page: () => ({ path: '/inbox', form: 'mail' }),
})
