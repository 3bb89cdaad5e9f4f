import type { Adapter, AdapterUser } from 'next-auth/adapters'
import { signOut } from '../commands/end-sessions'
import { createOauthAccount, linkIdentity } from '../commands/oauth-account'
import { prolongSession, signInByProvider } from '../commands/open-session'
import { findAccountByEmail, findAccountById, findAccountByIdentity, findSession, type AccountView } from '../queries/accounts'
import type { SignInClient } from '../sign-in-client'

const toUser = (account: AccountView): AdapterUser => ({ id: account.id, email: account.email, name: account.name, emailVerified: account.confirmedAt })
const orNull = (account: AccountView | null) => account && toUser(account)

/**
 * next-auth's way to our tables, for one client: every write goes through our commands, the database keeps a session's token as its hash only,
 * and the guest of the client comes along when the session begins. `onCodeAsked` is called when the account has a second factor.
 */
export const adapterFor = (client: SignInClient, onCodeAsked: () => void): Adapter => ({
  async createUser({ email, name }: Omit<AdapterUser, 'id'>) {
    const id = await createOauthAccount({ email, name: name ?? null })
    return toUser((await findAccountById(id))!)
  },
  getUser: async (id) => orNull(await findAccountById(id)),
  getUserByEmail: async (email) => orNull(await findAccountByEmail(email)),
  getUserByAccount: async ({ provider, providerAccountId }) => orNull(await findAccountByIdentity(provider, providerAccountId)),
  linkAccount: async ({ userId, provider, providerAccountId }: { userId: string; provider: string; providerAccountId: string }) =>
    linkIdentity(userId, { provider, providerAccountId }),
  async createSession({ sessionToken, userId, expires }) {
    if (!(await signInByProvider(userId, sessionToken, client))) onCodeAsked()
    return { sessionToken, userId, expires }
  },
  async getSessionAndUser(sessionToken) {
    const session = await findSession(sessionToken)
    if (!session) return null
    const { id, email, name } = session.account
    return { session: { sessionToken, userId: id, expires: session.expiresAt }, user: { id, email, name, emailVerified: new Date(0) } }
  },
  async updateSession({ sessionToken, expires }) {
    if (expires) await prolongSession(sessionToken, expires)
    return null
  },
  deleteSession: (sessionToken) => signOut(sessionToken),
})
