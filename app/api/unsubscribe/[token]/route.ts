import { actorOf } from '@/features/accounts/auth'
import { endMailing } from '@/features/notices/commands/choose-mail'
import { tokenInput } from '@/features/notices/schema'
import { endpoint } from '@/platform/http/endpoint'

const answer = endpoint({
  input: tokenInput,
  act: async ({ token }, request) => {
    await endMailing(token, await actorOf(request.headers))
    return { json: { mail: false }, location: `/unsubscribe/${token}` }
  },
  page: ({ token = '' }) => ({ path: `/unsubscribe/${encodeURIComponent(token)}`, form: 'unsubscribe' }),
})

/** The button of the page, and the one click of a mail program (RFC 8058): a program follows no redirect, so it gets an answer. */
export async function POST(request: Request, context: { params: Promise<{ token: string }> }): Promise<Response> {
  const response = await answer(request, context)
  const isProgram = !request.headers.has('sec-fetch-mode') && !request.headers.has('origin')
  return response.status === 303 && isProgram ? new Response('You get no more mail from us.\n', { headers: { 'cache-control': 'no-store' } }) : response
}
