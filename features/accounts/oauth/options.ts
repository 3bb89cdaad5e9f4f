import type { NextAuthOptions } from 'next-auth'
import { config } from '@/platform/config'
import { cookieNames } from '@/platform/http/cookies'
import { log } from '@/platform/log'
import { isSecure } from '@/platform/http/request'
import { findAccountByIdentity } from '../queries/accounts'
import { newSecret } from '../secrets'
import { sessionCookieMaxAgeSeconds, sessionLifetimeMs } from '../sessions'
import type { SignInClient } from '../sign-in-client'
import { adapterFor } from './adapter'
import { listProviders, type Claims } from './providers'

/** next-auth for one client. Its own pages are ours: `/sign-in` says what went wrong. */
export const optionsFor = (client: SignInClient, onCodeAsked: () => void, onSuspended: (accountId: string) => void): NextAuthOptions => ({
  secret: config.secret('next-auth'),
  adapter: adapterFor(client, onCodeAsked),
  providers: listProviders(),
  session: { strategy: 'database', maxAge: sessionLifetimeMs / 1000, updateAge: 86_400, generateSessionToken: newSecret },
  cookies: {
    sessionToken: {
      name: cookieNames.session,
      options: { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure(), maxAge: sessionCookieMaxAgeSeconds },
    },
  },
  pages: { signIn: '/sign-in', signOut: '/account', error: '/sign-in' },
  callbacks: {
    async signIn({ account, profile }) {
      if (!account) return false
      const known = await findAccountByIdentity(account.provider, account.providerAccountId)
      if (known?.suspendedAt) {
        onSuspended(known.id)
        return '/sign-in?error=Suspended'
      }
      if (known) return true
      const { email, email_verified: verified } = (profile ?? {}) as Partial<Claims>
      // Without this check a provider that lets people claim any address would open other people's accounts.
      return email && (verified === true || verified === 'true') ? true : '/sign-in?error=AddressNotVerified'
    },
    session: ({ session, user }) => ({ ...session, user: { ...session.user, id: user.id } }),
  },
  logger: {
    error: (code, metadata) => log.warn({ code, reason: 'message' in metadata ? metadata.message : String(metadata.error?.message ?? '') }, 'next-auth'),
    warn: () => {},
    debug: () => {},
  },
})
