import type { Metadata } from 'next'
import { mayGiveRole, mayManageAccounts } from '@/features/accounts/policy'
import { listInvitations, listPeople } from '@/features/accounts/queries/people'
import { staffRoles } from '@/features/accounts/schema'
import { Invitations } from '@/features/accounts/ui/invitations.client'
import { People } from '@/features/accounts/ui/people.client'
import { WhatEachMay } from '@/features/accounts/ui/what-each-may'
import { getSiteSettings } from '@/features/settings/queries/site-settings'
import { Fail } from '@/ui/notice'
import { studioPage } from '../_studio/studio-page'

export const instant = false
export const metadata: Metadata = { title: 'People' }

const refused = (
  <Fail code="403" title="People are for admins and owners">
    <p>Here whoever runs this site invites writers and says what each may do. To change it, ask an owner to make you an admin.</p>
    <p>
      <a href="/admin">To your lists</a> or <a href="/account">to your account</a>
    </p>
  </Fail>
)

export default studioPage({ path: () => '/admin/people', may: mayManageAccounts, refused, current: '/admin/people', wide: true }, async ({ actor, query }) => {
  const words = query('q').slice(0, 100)
  const [people, invitations, settings] = await Promise.all([listPeople(actor, words), listInvitations(actor), getSiteSettings()])
  return (
    <div className="people-page">
      <div>
        <h1>People</h1>
        <search>
          <form className="people-search">
            <label htmlFor="q" className="vh">
              Find an account by name or address
            </label>
            <input id="q" name="q" type="search" defaultValue={words} placeholder="Find anybody, readers too, by name or address" autoComplete="off" />
            <button className="btn">Find</button>
          </form>
        </search>
        {words ? (
          <p className="soft">
            {people.length === 0 ? `Nobody’s name or address has “${words}” in it.` : `Accounts with “${words}” in their name or address.`}{' '}
            <a href="/admin/people">Everybody who writes here</a>
          </p>
        ) : null}
        <People key={words} people={people} />
        <WhatEachMay authors={{ publishAlone: settings['authors-publish-alone'], changeRecords: settings['authors-change-records'] }} />
      </div>
      <Invitations waiting={invitations} gives={staffRoles.filter((role) => mayGiveRole(actor, null, role))} />
    </div>
  )
})
