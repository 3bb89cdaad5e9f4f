import { localPath, themeInput } from '@/features/accounts/schema'
import { cookieNames, setCookie } from '@/platform/http/cookies'
import { endpoint } from '@/platform/http/endpoint'

/** The page that a form was sent from, when it is one of ours. */
function cameFrom(request: Request): string | null {
  const referer = request.headers.get('referer')
  if (!referer || !URL.canParse(referer)) return null
  const { host, pathname, search } = new URL(referer)
  return host === request.headers.get('host') ? localPath(pathname + search) : null
}

export const POST = endpoint({
  input: themeInput,
  act: async ({ theme, back }, request) => ({
    json: { theme },
    location: back ?? cameFrom(request) ?? '/',
    cookies: [theme === 'system' ? setCookie(cookieNames.theme, '', { maxAge: 0 }) : setCookie(cookieNames.theme, theme, { maxAge: 400 * 86_400 })],
  }),
})
