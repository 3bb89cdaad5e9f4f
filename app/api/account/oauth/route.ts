import { withNext } from '@/features/accounts/with-next'
import { beginOauth } from '@/features/accounts/oauth/handler'
import { oauthInput } from '@/features/accounts/schema'
import { endpoint } from '@/platform/http/endpoint'
import { escapeHtml } from '@/platform/text/html'

const begin = endpoint({
  input: oauthInput,
  act: async ({ provider, next }, request) => {
    const { location, cookies } = await beginOauth(request.headers, provider, next ?? '/')
    return { json: { location }, location, cookies }
  },
  page: ({ next }) => ({ path: withNext('/sign-in', next), form: 'oauth' }),
})

/**
 * Browsers hold the address that a form's answer leads to against the page's `form-action 'self'`, so the provider is gone to by a refresh
 * instead, which is a step of its own.
 */
export async function POST(request: Request, context: { params: Promise<Record<string, string>> }) {
  const answer = await begin(request, context)
  const location = answer.headers.get('location')
  if (answer.status !== 303 || !location) return answer
  const headers = new Headers(answer.headers)
  headers.delete('location')
  headers.set('refresh', `0; url=${location}`)
  headers.set('content-type', 'text/html; charset=utf-8')
  const page = `<!doctype html><html lang="en"><title>Signing in</title><p><a href="${escapeHtml(location)}">Continue signing in</a></p></html>`
  return new Response(page, { status: 200, headers })
}
