import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import http from 'node:http'
import type { AddressInfo } from 'node:net'

export type Person = { sub: string; name?: string; email?: string; email_verified?: boolean }

type Grant = { challenge: string; nonce: string | null; redirectUri: string; person: Person }

/**
 * A small OpenID Connect provider on loopback: authorization code with PKCE (S256 demanded), state, nonce, signed ID tokens, and userinfo. It signs in
 * `person` without asking. Every rule that it checks is one that our side has to keep.
 */
export async function startOidcProvider({ clientId = 'lightstick', clientSecret = 'a-secret-of-the-client' } = {}) {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const grants = new Map<string, Grant>()
  const tokens = new Map<string, Person>()
  const provider = { person: { sub: '1', name: 'Lisa', email: 'lisa@lists.example', email_verified: true } as Person, issuer: '', asked: [] as string[] }
  const b64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

  function idToken({ person, nonce }: Grant) {
    const now = Math.floor(Date.now() / 1000)
    const claims = { iss: provider.issuer, aud: clientId, sub: person.sub, iat: now, exp: now + 300, ...(nonce && { nonce }) }
    const body = `${b64({ alg: 'RS256', kid: 'one', typ: 'JWT' })}.${b64(claims)}`
    return `${body}.${sign('sha256', Buffer.from(body), privateKey).toString('base64url')}`
  }

  const json = (res: http.ServerResponse, value: object, status = 200) =>
    res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))

  async function answer(req: http.IncomingMessage, res: http.ServerResponse) {
    const url = new URL(req.url ?? '/', provider.issuer)
    provider.asked.push(url.pathname)
    const at = (path: string) => `${provider.issuer}${path}`
    if (url.pathname === '/.well-known/openid-configuration')
      return json(res, {
        issuer: provider.issuer,
        authorization_endpoint: at('/authorize'),
        token_endpoint: at('/token'),
        userinfo_endpoint: at('/userinfo'),
        jwks_uri: at('/jwks'),
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
        code_challenge_methods_supported: ['S256'],
      })
    if (url.pathname === '/jwks') return json(res, { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'one', use: 'sig', alg: 'RS256' }] })
    if (url.pathname === '/authorize') {
      const query = url.searchParams
      const challenge = query.get('code_challenge')
      const state = query.get('state')
      const right = query.get('client_id') === clientId && query.get('response_type') === 'code' && query.get('code_challenge_method') === 'S256'
      if (!right || !challenge || !state || !query.get('scope')?.includes('openid')) return json(res, { error: 'invalid_request' }, 400)
      const code = randomBytes(16).toString('hex')
      const redirectUri = query.get('redirect_uri') ?? ''
      grants.set(code, { challenge, nonce: query.get('nonce'), redirectUri, person: { ...provider.person } })
      const back = new URL(redirectUri)
      back.search = String(new URLSearchParams({ code, state }))
      return res.writeHead(302, { location: String(back) }).end()
    }
    if (url.pathname === '/token') {
      const chunks: Buffer[] = []
      for await (const chunk of req) chunks.push(chunk as Buffer)
      const form = new URLSearchParams(Buffer.concat(chunks).toString())
      const basic = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`
      const code = form.get('code') ?? ''
      const grant = grants.get(code)
      grants.delete(code)
      const challenge = createHash('sha256')
        .update(form.get('code_verifier') ?? '')
        .digest('base64url')
      if (req.headers.authorization !== basic || !grant || challenge !== grant.challenge || form.get('redirect_uri') !== grant.redirectUri)
        return json(res, { error: 'invalid_grant' }, 400)
      const accessToken = randomBytes(16).toString('hex')
      tokens.set(accessToken, grant.person)
      return json(res, { access_token: accessToken, token_type: 'Bearer', expires_in: 300, id_token: idToken(grant) })
    }
    if (url.pathname === '/userinfo') {
      const person = tokens.get((req.headers.authorization ?? '').replace(/^Bearer /, ''))
      return person ? json(res, person) : json(res, { error: 'invalid_token' }, 401)
    }
    return json(res, { error: 'not_found' }, 404)
  }

  const server = http.createServer((req, res) => void answer(req, res))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  provider.issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return Object.assign(provider, {
    env: { OIDC_ISSUER: provider.issuer, OIDC_NAME: 'Stage Door', OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret },
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  })
}
