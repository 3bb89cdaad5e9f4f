import { z } from 'zod'
import { accountOf, actorOf } from '@/features/accounts/auth'
import { mayChangeRedirects } from '@/features/redirects/policy'
import { printRedirects } from '@/features/redirects/queries/redirects'
import { forbidden } from '@/platform/errors'
import { fileEndpoint } from '@/platform/http/endpoint'

/** All old addresses as a file that can be pasted again. */
export const GET = fileEndpoint(z.object({}), async (_, request) => {
  const actor = await actorOf(request.headers)
  accountOf(actor)
  if (!mayChangeRedirects(actor)) throw forbidden('Only admins and owners see where old addresses lead')
  const headers = { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': 'attachment; filename="redirects.csv"', 'cache-control': 'no-store' }
  const parts = printRedirects()
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await parts.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
  })
  return new Response(body, { headers })
})
