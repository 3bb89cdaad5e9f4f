import type { z } from 'zod'
import { accountOf, actorOf, sessionTokenOf } from '@/features/accounts/auth'
import { endpoint } from '@/platform/http/endpoint'
import { unauthorized } from '@/platform/errors'
import type { ActingAccount } from '@/platform/http/request'

/** The page of one's account, saying what was done. */
export const accountPage = (done: string) => `/account?done=${done}`

/** The page of one's second factor. */
export const secondFactorPage = '/account/second-factor'

type OwnAct<S extends z.core.$ZodType> = {
  input: S
  /** Which form of its page: refused, it comes back there. */
  form: string
  /** The page that it stands on; the account page when absent. */
  page?: string
  /** May resolve to what the answer sets, and tells programs, beside that it was done. */
  act: (input: z.output<S>, own: { account: ActingAccount; token: string; headers: Headers }) => Promise<{ json?: object; cookies?: string[] } | void>
  /** The address that it leads to. */
  leadsTo: string
}

/** A post that changes one's own account, from its page. Whoever is not signed in gets 401. */
export const ownAct = <S extends z.core.$ZodType>({ input, form, page = '/account', act, leadsTo }: OwnAct<S>) =>
  endpoint({
    input,
    act: async (values, request) => {
      const token = sessionTokenOf(request.headers)
      const account = accountOf(await actorOf(request.headers))
      if (!token) throw unauthorized()
      const { json, cookies } = (await act(values, { account, token, headers: request.headers })) ?? {}
      return { json: { ok: true, ...json }, location: leadsTo, cookies }
    },
    page: () => ({ path: page, form }),
  })
