import type { z } from 'zod'
import { accountOf, actorOf, sessionTokenOf } from '@/features/accounts/auth'
import { endpoint } from '@/platform/http/endpoint'
import { unauthorized } from '@/platform/errors'
import type { ActingAccount } from '@/platform/http/request'

/** The page of one's account, saying what was done. */
export const accountPage = (done: string) => `/account?done=${done}`

/** The page that a form came from, with the place that it was to lead to. */
export const pageWithNext = (path: string, next: string | undefined) => (next ? `${path}?next=${encodeURIComponent(next)}` : path)

type OwnAct<S extends z.ZodType> = {
  input: S
  /** Which form of the account page: refused, it comes back there. */
  form: string
  act: (input: z.output<S>, own: { account: ActingAccount; token: string }) => Promise<void>
  done: string
}

/** A post that changes one's own account, from its page. Whoever is not signed in gets 401. */
export const ownAct = <S extends z.ZodType>({ input, form, act, done }: OwnAct<S>) =>
  endpoint({
    input,
    act: async (values, request) => {
      const token = sessionTokenOf(request.headers)
      const account = accountOf(await actorOf(request.headers))
      if (!token) throw unauthorized()
      await act(values, { account, token })
      return { json: { ok: true }, location: accountPage(done) }
    },
    page: () => ({ path: '/account', form }),
  })
