import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import type { ReactNode } from 'react'
import { getActor } from '@/features/accounts/auth'
import { mustSetUpSecondFactor } from '@/features/accounts/policy'
import { mayWrite } from '@/features/articles/policy'
import { DatabaseAway, databaseAwaySince, isDatabaseAway, noteDatabaseAway } from '@/platform/database-away'
import { isAppError } from '@/platform/errors'
import { answerStatus, type Actor } from '@/platform/http/request'
import { PageAccount } from '@/features/accounts/ui/page-account.client'
import { Away, InTheWay, Missing, Refused } from './instead'
import { countForShell, StudioShell } from './shell'

type Given = { params: Promise<Record<string, string | string[]>>; searchParams: Promise<Record<string, string | string[] | undefined>> }

/** `id` and its like are '' where the address has none; of a key that stands twice in the query, none counts. `has`: whether it stands there at all. */
type Asked = { actor: Actor; param: (name: string) => string; query: (key: string) => string; has: (key: string) => boolean }

type Options = {
  /** The address of the page, where somebody who has to sign in comes back to. */
  path: (param: Asked['param']) => string
  /** Who sees it; writers unless said otherwise. */
  may?: (actor: Actor) => boolean
  /** What is said to an account that may not. */
  refused?: ReactNode
  /** The link of the studio's navigation that it belongs to. */
  current?: string
  wide?: boolean
  /** It brings its own surroundings. */
  bare?: boolean
  /** What stands below the words that it cannot be shown: what the browser of whoever looks keeps of it. */
  besides?: (accountId: string, param: Asked['param']) => ReactNode
}

/**
 * A page of the studio. Guests are sent to sign in and come back. What cannot be shown is said in the studio's look and with its status, also without
 * scripts, which Next's own pages for this need: 403 where the account may not, 404 where `draw` returns null or throws not_found, 409 for a list that is in the trash, 503 while the database
 * is away.
 */
export function studioPage(options: Options, draw: (asked: Asked) => Promise<ReactNode>) {
  const { path, may = mayWrite, refused, current = '', wide, bare, besides } = options
  return async function StudioPage({ params, searchParams }: Given) {
    await cookies()
    const [parts, keys] = await Promise.all([params, searchParams])
    const param = (name: string) => [parts[name] ?? []].flat().join('/')
    const query = (key: string) => (typeof keys[key] === 'string' ? keys[key] : '')
    let asking: Actor | null = null
    const below = (actor: Actor) => actor.account && besides?.(actor.account.id, param)
    try {
      // Asking it would only take time.
      if (databaseAwaySince() !== null) throw new DatabaseAway()
      const actor = await getActor()
      if (!actor.account) redirect(`/sign-in?next=${encodeURIComponent(path(param))}`)
      if (mustSetUpSecondFactor(actor)) redirect('/account/second-factor')
      asking = actor
      if (!may(actor))
        return instead(
          403,
          <Refused actor={actor} words={below(actor)}>
            {refused}
          </Refused>,
        )
      const content = await draw({ actor, param, query, has: (key) => keys[key] !== undefined }).catch((error: unknown) => {
        if (isAppError(error) && error.code === 'not_found') return null
        throw error
      })
      if (content === null) return instead(404, <Missing actor={actor}>{below(actor)}</Missing>)
      const whose = <PageAccount id={actor.account.id} />
      if (bare)
        return (
          <>
            {whose}
            {content}
          </>
        )
      return (
        <StudioShell current={current} actor={actor} counts={await countForShell(actor)} wide={wide}>
          {whose}
          {content}
        </StudioShell>
      )
    } catch (error) {
      if (asking && isAppError(error) && error.code === 'conflict') {
        const page = (
          <InTheWay actor={asking} message={error.message}>
            {below(asking)}
          </InTheWay>
        )
        return instead(409, page)
      }
      if (!isDatabaseAway(error)) throw error
      noteDatabaseAway(error, 'a page of the studio could not be made: the database gives no answer')
      const asked = new URLSearchParams(Object.keys(keys).map((key) => [key, query(key)]))
      return instead(503, <Away address={asked.size > 0 ? `${path(param)}?${asked}` : path(param)} />)
    }
  }
}

function instead(status: number, page: ReactNode) {
  answerStatus(status)
  return page
}
