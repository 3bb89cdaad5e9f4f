import type { ReactNode } from 'react'
import { config } from '@/platform/config'
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

const account = (
  <>
    <Own of="role:author" then={<a href="/admin">Studio</a>} />
    <Own
      of="signed-in"
      then={
        <a href="/account">
          <OwnSlot name="account-name" />
        </a>
      }
      otherwise={<a href="/sign-in">Sign in</a>}
    />
  </>
)

/** Everything around a readers' page. The server fills in `data-theme="own"` for each viewer, or removes it. */
export const Shell = ({ children }: { children: ReactNode }) => (
  <html lang="en" data-theme="own">
    <body>
      <Masthead name={config.siteName} links={sections} search="/search" account={account} />
      {children}
      <Footer links={about}>Lists that readers answer.</Footer>
    </body>
  </html>
)
