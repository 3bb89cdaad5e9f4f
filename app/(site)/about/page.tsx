import type { Metadata } from 'next'
import { connection } from 'next/server'
import { siteShareImage } from '@/features/artwork/queries/share-images'
import { getSite } from '@/features/settings/queries/site'
import { head } from '../_page/metadata'
import { Main } from '../_page/main'

export const instant = false

export async function generateMetadata(): Promise<Metadata> {
  await connection()
  const { name } = await getSite()
  return head({ title: 'About', description: `What ${name} is and how its lists work.`, path: '/about', image: await siteShareImage('frontpage') })
}

export default async function About() {
  await connection()
  const { name } = await getSite()
  return (
    <Main className="page narrow">
      <header className="head">
        <h1>About {name}</h1>
        <p className="stand">Lists that somebody wrote with care, and that readers answer.</p>
      </header>
      <div className="prose">
        <h2>How a list works</h2>
        <p>
          A writer chooses what belongs in a list, puts it in order and says why. You read it, and then you choose one entry as your favourite. You have one
          favourite in each list, you can move it to another entry or take it back at any time, and the results under the list are counted again at once.
        </p>
        <p>
          You need no account to vote or to comment. You can talk about a whole list or about one entry; every entry has a page of its own with its thread. A
          comment can be edited for fifteen minutes and deleted whenever you like.
        </p>
        <h2>Who is who</h2>
        <p>
          Every person, group, song and place in a list is a record that all lists share. Follow a name and you see every list it appears in. When a record is
          corrected, it is right everywhere. You can start with <a href="/people">people</a>, <a href="/groups">groups</a>, <a href="/songs">songs</a> or{' '}
          <a href="/places">places</a>.
        </p>
        <h2>Videos</h2>
        <p>
          The pictures on our posters are drawn here. A video is loaded from the site that holds it only when you press its poster; where we are not certain of
          an address, the poster leads to a search instead.
        </p>
        <h2>Feeds</h2>
        <p>
          New lists come by <a href="/feed.xml">RSS</a> and <a href="/feed.json">JSON Feed</a>; every series and every writer has feeds too, linked on their
          pages.
        </p>
        <p>
          What happens with what you leave here is on the <a href="/privacy">privacy page</a>.
        </p>
      </div>
    </Main>
  )
}
