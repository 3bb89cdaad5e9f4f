import { actorOf } from '@/features/accounts/auth'
import { mayChangeRedirects } from '@/features/redirects/policy'
import { printRedirects } from '@/features/redirects/queries/redirects'

/** All old addresses as a file that can be pasted again. */
export async function GET(request: Request): Promise<Response> {
  const actor = await actorOf(request.headers)
  if (!mayChangeRedirects(actor))
    return Response.json(
      { error: { code: 'forbidden', message: 'Only admins and owners see where old addresses lead' } },
      { status: actor.account ? 403 : 401 },
    )
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
}
