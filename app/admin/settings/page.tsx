import type { Metadata } from 'next'
import { mayChangeSettings } from '@/features/settings/policy'
import { switches, type Switch } from '@/features/settings/schema'
import { getSiteSettings } from '@/features/settings/queries/site-settings'
import { lastSwitched } from '@/features/settings/queries/switched'
import { Switches } from '@/features/settings/ui/switches.client'
import { Fail } from '@/ui/notice'
import { studioPage } from '../_studio/studio-page'

export const instant = false
export const metadata: Metadata = { title: 'Settings' }

const refused = (
  <Fail code="403" title="Settings are for admins and owners">
    <p>Here whoever runs this site says what its authors may do. To change it, ask an owner to make you an admin.</p>
    <p>
      <a href="/admin">To your lists</a> or <a href="/account">to your account</a>
    </p>
  </Fail>
)

export default studioPage({ path: () => '/admin/settings', may: mayChangeSettings, refused, current: '/admin/settings' }, async ({ actor }) => {
  const [settings, switched] = await Promise.all([getSiteSettings(), lastSwitched(actor.account?.id ?? null)])
  const names = Object.keys(switches) as Switch[]
  return (
    <>
      <h1>Settings</h1>
      <section aria-labelledby="authors-may">
        <h2 id="authors-may">What authors may</h2>
        <p className="soft">For the whole site, and at once: also for what waits for its time.</p>
        <Switches rows={names.map((name) => ({ name, on: settings[name], switched: switched[name] ?? null }))} />
      </section>
    </>
  )
})
