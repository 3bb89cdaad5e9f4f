import type { ReactNode } from 'react'
import { mayManageAccounts } from '@/features/accounts/policy'
import { mayWrite } from '@/features/articles/policy'
import { mayOperate } from '@/features/operations/policy'
import { countFailed } from '@/features/operations/queries/jobs'
import { PaletteButton } from '@/features/palette/ui/palette-opener.client'
import { mayChangeSettings } from '@/features/settings/policy'
import { getSite } from '@/features/settings/queries/site'
import { mayJudgeVotes } from '@/features/votes/policy'
import { countVotesAside } from '@/features/votes/queries/vote-groups'
import type { Actor } from '@/platform/http/request'
import { Mark, ThemeSwitch } from '@/ui/masthead'

const links = [
  { href: '/admin/today', label: 'Today' },
  { href: '/admin', label: 'Lists' },
  { href: '/admin/records', label: 'Records' },
  { href: '/admin/media', label: 'Pictures' },
  { href: '/admin/series', label: 'Series' },
  { href: '/admin/authors', label: 'Authors' },
]

/** What waits for this account: votes set aside and failed jobs; null where it is not theirs to see. */
export type ShellCounts = { aside: number | null; failed: number | null }

export async function countForShell(actor: Actor): Promise<ShellCounts> {
  const aside = mayJudgeVotes(actor) ? await countVotesAside(actor) : null
  const failed = mayOperate(actor) ? await countFailed(actor) : null
  return { aside, failed }
}

const noCounts: ShellCounts = { aside: null, failed: null }

type Top = { current: string; actor: Actor | null; counts?: ShellCounts }

/** Above every page of the studio, except the editor. `actor`: null where nobody can say who looks. */
export async function StudioMasthead({ current, actor, counts: { aside, failed } = noCounts }: Top) {
  const { name } = await getSite()
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
            {links.map(({ href, label }) => (
              <a key={href} href={href} aria-current={href === current ? 'page' : undefined}>
                {label}
              </a>
            ))}
            {aside === null ? null : (
              <a href="/admin/votes" aria-current={current === '/admin/votes' ? 'page' : undefined}>
                Votes
                {aside > 0 ? (
                  <span className="badge review">
                    {aside} <span className="vh">set aside</span>
                  </span>
                ) : null}
              </a>
            )}
            {failed === null ? null : (
              <a href="/admin/jobs" aria-current={current === '/admin/jobs' ? 'page' : undefined}>
                Jobs
                {failed > 0 ? (
                  <span className="badge unpublished">
                    {failed} <span className="vh">failed</span>
                  </span>
                ) : null}
              </a>
            )}
            <a href="/admin/trash" aria-current={current === '/admin/trash' ? 'page' : undefined}>
              Trash
            </a>
            {actor && mayManageAccounts(actor) ? (
              <a href="/admin/people" aria-current={current === '/admin/people' ? 'page' : undefined}>
                People
              </a>
            ) : null}
            {actor && mayChangeSettings(actor) ? (
              <a href="/admin/settings" aria-current={current === '/admin/settings' ? 'page' : undefined}>
                Settings
              </a>
            ) : null}
          </nav>
        )}
        <div className="tools">
          {actor && mayWrite(actor) ? <PaletteButton /> : null}
          <a href="/">{name}</a>
          {actor ? <a href="/account">{actor.account?.name}</a> : null}
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
