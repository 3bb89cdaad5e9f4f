import type { Metadata } from 'next'
import { mayDecide } from '@/features/moderation/policy'
import { listBans } from '@/features/moderation/queries/bans'
import { Bans } from '@/features/moderation/ui/bans.client'
import { Fail } from '@/ui/notice'
import { studioPage } from '../_studio/studio-page'

export const instant = false
export const metadata: Metadata = { title: 'Bans' }

const refused = (
  <Fail code="403" title="Bans are made by editors">
    <p>Here editors see who may not comment. To see it too, ask an admin to make you an editor.</p>
    <p>
      <a href="/">To the front page</a> or <a href="/admin">to your lists</a>
    </p>
  </Fail>
)

export default studioPage({ path: () => '/admin/bans', may: mayDecide, refused, current: '/admin/comments' }, async ({ actor }) => (
  <>
    <p>
      <a href="/admin/comments">Comments</a>
    </p>
    <h1>Bans</h1>
    <p className="soft">Whoever is banned cannot comment, vote or report, and is told why when they try. A ban is kept here when it is over.</p>
    <Bans bans={await listBans(actor)} />
  </>
))
