import type { Metadata } from 'next'
import { mayBringIn } from '@/features/content-files/policy'
import { BringIn } from '@/features/content-files/ui/bring-in.client'
import { Fail } from '@/ui/notice'
import { studioPage } from '../_studio/studio-page'

export const instant = false
export const metadata: Metadata = { title: 'Bring in a blog' }

const refused = (
  <Fail code="403" title="A blog is brought in by admins and owners">
    <p>It makes many lists and records at once, and says where old addresses lead. Ask an owner or an admin of this site.</p>
    <p>
      <a href="/admin">To your lists</a> or <a href="/admin/from-article">make a list from one article</a>
    </p>
  </Fail>
)

export default studioPage({ path: () => '/admin/import', may: mayBringIn, refused, current: '/admin' }, async () => (
  <>
    <p className="crumb">
      <a href="/admin">Lists</a> /
    </p>
    <h1>Bring in a blog</h1>
    <p className="soft">
      Posts of Ghost or WordPress become lists here, as drafts, and so do lists that were downloaded here or from another site like this one: nothing is public
      before you publish it. One article alone is read more closely <a href="/admin/from-article">on its own page</a>.
    </p>
    <BringIn />
    <section>
      <h2>Take the site out</h2>
      <p className="soft">
        Every list as it stands in its draft, every record and picture, in one file that is brought in above, here or on another site like this one. Votes,
        comments and accounts are not in it: a backup has those.
      </p>
      <p>
        <a className="btn" href="/api/studio/export" download>
          Download everything (.tar)
        </a>
      </p>
    </section>
  </>
))
