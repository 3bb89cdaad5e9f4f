import { cache, type ReactNode } from 'react'
import { mayWrite } from '@/features/articles/policy'
import { mayOperate } from '@/features/operations/policy'
import { countFailed } from '@/features/operations/queries/jobs'
import { mayDecide } from '@/features/moderation/policy'
import { countWaiting } from '@/features/moderation/queries/queue'
import { studioPages } from '@/features/palette/pages'
import { PaletteButton } from '@/features/palette/ui/palette-opener.client'
import { getSite } from '@/features/settings/queries/site'
import { mayJudgeVotes } from '@/features/votes/policy'
import { countVotesAside } from '@/features/votes/queries/vote-groups'
import type { Actor } from '@/platform/http/request'
import { Mark, ThemeSwitch } from '@/ui/masthead'

/** What waits for this account: comments that wait or were reported, votes set aside and failed jobs; null where it is not theirs to see. */
export type ShellCounts = { comments: { waiting: number; reported: number; appeals: number } | null; aside: number | null; failed: number | null }

/** Asked once for a page, also where the page itself tells it. */
export const countForShell = cache(async (actor: Actor): Promise<ShellCounts> => {
  const comments = mayDecide(actor) ? await countWaiting(actor) : null
  const aside = mayJudgeVotes(actor) ? await countVotesAside(actor) : null
  const failed = mayOperate(actor) ? await countFailed(actor) : null
  return { comments, aside, failed }
})

const noCounts: ShellCounts = { comments: null, aside: null, failed: null }

type Top = { current: string; actor: Actor | null; counts?: ShellCounts }

/** Above every page of the studio, except the editor. `actor`: null where nobody can say who looks. */
export async function StudioMasthead({ current, actor, counts: { comments, aside, failed } = noCounts }: Top) {
  const { name } = await getSite()
  const counted: Record<string, { count: number | null; look: string; what: string }> = {
    '/admin/comments': { count: comments && comments.waiting + comments.reported + comments.appeals, look: 'review', what: 'to decide' },
    '/admin/votes': { count: aside, look: 'review', what: 'set aside' },
    '/admin/jobs': { count: failed, look: 'unpublished', what: 'failed' },
  }
  const shown = studioPages.filter(({ inHead, may, href }) => inHead && (may === undefined || (actor && may(actor))) && counted[href]?.count !== null)
  return (
    <>
      <a className="skip" href="#main">
        Skip to the content
      </a>
      <header className="mast">
        <a className="name" href="/admin">
          <Mark />
          Studio
        </a>
        {actor && !mayWrite(actor) ? null : (
          <nav aria-label="Studio">
            {shown.map(({ href, name }) => (
              <a key={href} href={href} aria-current={href === current ? 'page' : undefined}>
                {name}
                {counted[href]?.count ? (
                  <span className={`badge ${counted[href].look}`}>
                    {counted[href].count} <span className="vh">{counted[href].what}</span>
                  </span>
                ) : null}
              </a>
            ))}
          </nav>
        )}
        <div className="tools">
          {actor && mayWrite(actor) ? <PaletteButton /> : null}
          <a href="/">{name}</a>
          {actor ? <a href={mayWrite(actor) ? '/admin/profile' : '/account'}>{actor.account?.name}</a> : null}
          <ThemeSwitch back={current} />
        </div>
      </header>
    </>
  )
}

/** Everything around a page of the studio, except the editor. */
export const StudioShell = ({ wide, children, ...top }: { current: string; actor: Actor; counts: ShellCounts; wide?: boolean; children: ReactNode }) => (
  <>
    <StudioMasthead {...top} />
    <main id="main" className={wide ? 'room wide' : 'room'}>
      {children}
    </main>
  </>
)
