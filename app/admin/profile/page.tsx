import type { Metadata } from 'next'
import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { sessionTokenOf } from '@/features/accounts/auth'
import { getOwnAccount, listSessions } from '@/features/accounts/queries/accounts'
import { findSecondFactor } from '@/features/accounts/queries/second-factor'
import { roleWords } from '@/features/accounts/limits'
import { OwnTimes } from '@/features/accounts/ui/own-times.client'
import { findOwnAuthor } from '@/features/editor/queries/series-and-authors'
import { config } from '@/platform/config'
import { counted } from '@/platform/text/counted'
import { languageName } from '@/platform/text/language-name'
import { studioPage } from '../_studio/studio-page'

export const instant = false
export const metadata: Metadata = { title: 'Your profile' }

/** Whoever writes here, and where each of it is changed. */
export default studioPage({ path: () => '/admin/profile', current: '/admin/profile' }, async ({ actor }) => {
  const id = actor.account!.id
  const [own, author, secondFactor, sessions] = await Promise.all([
    getOwnAccount(id),
    findOwnAuthor(id),
    findSecondFactor(id),
    listSessions(id, sessionTokenOf(await headers())),
  ])
  const role = roleWords[own.role]
  return (
    <>
      <h1>Your profile</h1>
      <dl className="profile">
        <Fact what="Name" link={{ href: '/account#name', words: 'Change', about: 'your name' }} hint="Beside what you comment, and for others in the studio.">
          {own.name}
        </Fact>
        <Fact
          what="Byline"
          link={{ href: author ? `/admin/authors/${author.id}` : '/admin/authors', words: author ? 'Change' : 'Make one', about: 'your byline' }}
          hint={author ? 'Under your lists; it may be another name than the one above.' : 'Without one your lists begin without a name under them.'}
        >
          {author ? (
            <>
              {author.name}, {counted(author.articleCount, 'published list')}
            </>
          ) : (
            'You have none yet'
          )}
        </Fact>
        <Fact what="Email">{own.email}</Fact>
        <Fact what="Role" hint={role.may}>
          {role.name}
        </Fact>
        <Fact what="Password" link={{ href: '/account#password', words: own.hasPassword ? 'Change' : 'Set one', about: 'your password' }}>
          {own.hasPassword ? 'Set' : 'None: you sign in by another site'}
        </Fact>
        <Fact
          what="Second factor"
          link={{ href: '/account/second-factor', words: secondFactor ? 'Change' : 'Set it up', about: 'your second factor' }}
          hint={secondFactor ? `${counted(secondFactor.recoveryCodesLeft, 'recovery code')} left.` : 'Signing in asks for your password alone.'}
        >
          {secondFactor ? 'On' : 'Off'}
        </Fact>
        <Fact what="Signed in" link={{ href: '/account#devices', words: 'Look, or sign out', about: 'the devices that are signed in' }}>
          on {counted(sessions.length, 'device')}
        </Fact>
        <Fact what="Time zone" hint="That of this device: every time in the studio is shown and typed in it.">
          <OwnTimes />
        </Fact>
        <Fact what="Language" hint="One for the whole site: whoever runs it chooses. What you write may be in any.">
          {languageName(config.language)}
        </Fact>
      </dl>
    </>
  )
})

type FactProps = { what: string; hint?: string; link?: { href: string; words: string; about: string }; children: ReactNode }
const Fact = ({ what, hint, link, children }: FactProps) => (
  <div>
    <dt>{what}</dt>
    <dd>
      <p dir="auto">{children}</p>
      {hint ? <p className="hint">{hint}</p> : null}
    </dd>
    {link ? (
      <dd>
        <a className="btn small" href={link.href}>
          {link.words} <span className="vh">{link.about}</span>
        </a>
      </dd>
    ) : null}
  </div>
)
