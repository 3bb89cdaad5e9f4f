import type { ReactNode } from 'react'
import { getSite } from '@/features/settings/queries/site'
import { pageAddress } from '@/platform/cache'
import { BellIcon, BellNewIcon } from '@/ui/icons'
import { Footer } from '@/ui/footer'
import { Masthead } from '@/ui/masthead'
import { Own, OwnSlot } from '@/ui/own'

const sections = [
  { href: '/articles', label: 'Lists' },
  { href: '/series', label: 'Series' },
  { href: '/people', label: 'People' },
  { href: '/groups', label: 'Groups' },
  { href: '/songs', label: 'Songs' },
  { href: '/places', label: 'Places' },
]
const about = [
  { href: '/about', label: 'About' },
  { href: '/privacy', label: 'Privacy' },
  { href: '/feed.xml', label: 'RSS' },
]

/** The link to a page of one's own that leads back here. */
const withNext = (path: string, here: string | null) => (here && here !== '/' ? `${path}?next=${here.replace(/[%&#+]/g, encodeURIComponent)}` : path)

/** Only readers who were told of anything get it. */
const Inbox = ({ label, isNew = false }: { label: string; isNew?: boolean }) => (
  <a className="find" href="/inbox" aria-label={label} title={label}>
    {isNew ? <BellNewIcon /> : <BellIcon />}
  </a>
)

const account = (here: string | null) => (
  <>
    <Own of="inbox:new" then={<Inbox label="Inbox: something is new" isNew />} otherwise={<Own of="inbox" then={<Inbox label="Inbox" />} />} />
    <Own of="role:author" then={<a href="/admin">Studio</a>} />
    <Own
      of="signed-in"
      then={
        <a href={withNext('/account', here)}>
          <OwnSlot name="account-name" />
        </a>
      }
      otherwise={<a href={withNext('/sign-in', here)}>Sign in</a>}
    />
  </>
)

/** Everything around a readers' page. The server fills in `data-theme="own"` for each viewer, or removes it. */
export async function Shell({ children }: { children: ReactNode }) {
  const { name, tagline, links } = await getSite()
  return (
    <html lang="en" data-theme="own">
      <body>
        <Masthead name={name} links={sections} search="/search" account={account(pageAddress())} />
        <OwnSlot name="said" />
        {children}
        <Footer links={[...about, ...links]}>{tagline}</Footer>
      </body>
    </html>
  )
}
