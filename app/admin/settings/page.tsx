import type { Metadata } from 'next'
import { mayChangeSettings } from '@/features/settings/policy'
import { switches, type Switch } from '@/features/settings/schema'
import { getSiteSettings } from '@/features/settings/queries/site-settings'
import { getSiteForm, listSettingChanges } from '@/features/settings/queries/site-form'
import { lastSwitched } from '@/features/settings/queries/switched'
import { CommentingForm, VotingForm } from '@/features/settings/ui/opening-forms.client'
import { LeadForm, SiteTextForm } from '@/features/settings/ui/site-forms.client'
import { Switches } from '@/features/settings/ui/switches.client'
import { config } from '@/platform/config'
import { Moment } from '@/ui/moment.client'
import { Fail } from '@/ui/notice'
import { studioPage } from '../_studio/studio-page'

export const instant = false
export const metadata: Metadata = { title: 'Settings' }

const refused = (
  <Fail code="403" title="Settings are for admins and owners">
    <p>Here whoever runs this site says what it is called and what its readers and authors may do. To change it, ask an owner to make you an admin.</p>
    <p>
      <a href="/admin">To your lists</a> or <a href="/account">to your account</a>
    </p>
  </Fail>
)

const sections = [
  { id: 'the-site', title: 'The site' },
  { id: 'home-page', title: 'Home page' },
  { id: 'comments', title: 'Comments' },
  { id: 'votes', title: 'Votes' },
  { id: 'authors-may', title: 'What authors may' },
  { id: 'changes', title: 'Latest changes' },
]

export default studioPage({ path: () => '/admin/settings', may: mayChangeSettings, refused, current: '/admin/settings' }, async ({ actor }) => {
  const writer = actor.account!.id
  const [settings, switched, { values, isLeading, leads }, changes] = await Promise.all([
    getSiteSettings(),
    lastSwitched(writer),
    getSiteForm(),
    listSettingChanges(),
  ])
  const names = Object.keys(switches) as Switch[]
  const { name, description, tagline, links, timeZone, leadId, commenters, commentDays, guestLinks, slowSeconds, voters, voteDays } = values
  return (
    <>
      <h1>Settings</h1>
      <nav className="settings-nav" aria-label="Settings">
        {sections.map(({ id, title }) => (
          <a key={id} href={`#${id}`}>
            {title}
          </a>
        ))}
        <a href="/admin/redirects">Redirects</a>
        <a href="/admin/import">Import</a>
      </nav>
      <section aria-labelledby="the-site">
        <h2 id="the-site">The site</h2>
        <SiteTextForm
          writer={writer}
          start={{ name, description, tagline, links, timeZone }}
          given={config.siteName}
          zones={Intl.supportedValuesOf('timeZone')}
        />
      </section>
      <section aria-labelledby="home-page">
        <h2 id="home-page">Home page</h2>
        <LeadForm writer={writer} start={{ leadId }} leads={leads} isLeading={isLeading} />
      </section>
      <section aria-labelledby="comments">
        <h2 id="comments">Comments</h2>
        <p className="soft">For every list, and at once.</p>
        <CommentingForm writer={writer} start={{ commenters, commentDays, guestLinks, slowSeconds }} />
      </section>
      <section aria-labelledby="votes">
        <h2 id="votes">Votes</h2>
        <p className="soft">For every list, and at once.</p>
        <VotingForm writer={writer} start={{ voters, voteDays }} />
      </section>
      <section aria-labelledby="authors-may">
        <h2 id="authors-may">What authors may</h2>
        <p className="soft">For the whole site, and at once: also for what waits for its time.</p>
        <Switches rows={names.map((name) => ({ name, on: settings[name], switched: switched[name] ?? null }))} />
      </section>
      <section aria-labelledby="changes">
        <h2 id="changes">Latest changes</h2>
        {changes.length === 0 ? <p className="soft">Nobody has changed a setting yet.</p> : null}
        <ol className="setting-changes">
          {changes.map(({ id, what, to, by, at }) => (
            <li key={id}>
              <p>
                <b>{what}</b> {to === '' ? <span className="soft">as it was at first</span> : to}
              </p>
              <p className="meta">
                <span>{by ?? 'Somebody who has left'}</span>
                <span>
                  <Moment at={at} />
                </span>
              </p>
            </li>
          ))}
        </ol>
      </section>
    </>
  )
})
