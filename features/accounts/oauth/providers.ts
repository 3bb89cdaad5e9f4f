import type { OAuthConfig } from 'next-auth/providers/oauth'
import Github from 'next-auth/providers/github'
import Google from 'next-auth/providers/google'
import { config } from '@/platform/config'

/** What a provider says of a person: OpenID Connect's standard claims (OpenID Connect Core 1.0, 5.1). */
export type Claims = { sub: string; name?: string; preferred_username?: string; email?: string | null; email_verified?: boolean | string }

const httpTimeout = { httpOptions: { timeout: 10_000 } }
// `next-auth` is CommonJS: depending on who loads it, the function is the module or its `default`.
const callable = <T>(provider: T): T => (provider as { default?: T }).default ?? provider

function google() {
  const settings = config.oauth.google
  return settings && ({ ...callable(Google)({ ...settings, ...httpTimeout }), checks: ['pkce', 'state', 'nonce'] } as OAuthConfig<Claims>)
}

type GithubEmail = { email: string; primary: boolean; verified: boolean }

/** GitHub shows an address that was never verified, so the list of addresses is asked, and only a verified primary one is taken. */
function github() {
  const settings = config.oauth.github
  if (!settings) return null
  const base = callable(Github)({ ...settings, ...httpTimeout }) as unknown as OAuthConfig<Claims>
  return {
    ...base,
    checks: ['pkce', 'state'],
    userinfo: {
      url: 'https://api.github.com/user',
      async request({ client, tokens }) {
        const user = await client.userinfo<{ id: number; login: string; name?: string }>(tokens.access_token!)
        const headers = { authorization: `token ${tokens.access_token}`, 'user-agent': 'lightstick' }
        const answer = await fetch('https://api.github.com/user/emails', { headers, signal: AbortSignal.timeout(10_000) })
        const addresses = answer.ok ? ((await answer.json()) as GithubEmail[]) : []
        const email = addresses.find(({ primary, verified }) => primary && verified)?.email ?? null
        return { sub: String(user.id), name: user.name || user.login, email, email_verified: email !== null }
      },
    },
    profile: profileOf,
  } as OAuthConfig<Claims>
}

function oidc() {
  const settings = config.oauth.oidc
  if (!settings) return null
  const { issuer, name, clientId, clientSecret } = settings
  return {
    id: 'oidc',
    name,
    type: 'oauth',
    wellKnown: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
    authorization: { params: { scope: 'openid email profile' } },
    idToken: true,
    checks: ['pkce', 'state', 'nonce'],
    userinfo: {
      // Some providers leave the address out of the token and tell it only when asked.
      async request({ client, tokens }) {
        const claims = tokens as unknown as { claims(): Claims }
        return { ...claims.claims(), ...(client.issuer.metadata.userinfo_endpoint ? await client.userinfo(tokens.access_token!) : {}) }
      },
    },
    profile: profileOf,
    ...httpTimeout,
    options: { clientId, clientSecret },
  } as OAuthConfig<Claims>
}

const profileOf = ({ sub, name, preferred_username, email }: Claims) => ({
  id: sub,
  name: name ?? preferred_username ?? null,
  email: email ?? null,
  image: null,
})

/**
 * The providers that have settings. Linking by address is safe only because `signIn` (./options.ts) lets nobody through whose provider
 * does not say that the address is verified.
 */
export const listProviders = (): OAuthConfig<Claims>[] =>
  [google(), github(), oidc()].filter((provider) => provider !== null).map((provider) => ({ ...provider, allowDangerousEmailAccountLinking: true }))
