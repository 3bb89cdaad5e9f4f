import type { Metadata } from 'next'
import { connection } from 'next/server'
import { siteShareImage } from '@/features/artwork/queries/share-images'
import { head } from '../_page/metadata'
import { Main } from '../_page/main'

export const instant = false

export async function generateMetadata(): Promise<Metadata> {
  await connection()
  return head({
    title: 'Privacy',
    description: 'What this site keeps about you, which cookies it sets and when, and how to take things back.',
    path: '/privacy',
    image: await siteShareImage('frontpage'),
  })
}

export default async function Privacy() {
  await connection()
  return (
    <Main className="page narrow">
      <header className="head">
        <h1>Privacy</h1>
        <p className="stand">Reading leaves nothing behind. Here is what acting does.</p>
      </header>
      <div className="prose">
        <h2>When you only read</h2>
        <p>
          No cookie is set and nothing is loaded from any other site: no statistics, no advertising, no fonts, no pictures. A video is fetched from the site
          that holds it only when you press its poster; from then on that site’s own rules apply. Links for passing a page on are plain links, and the other
          site learns of you only when you follow one.
        </p>
        <h2>Cookies</h2>
        <ul>
          <li>
            <code>reader</code>, set when you first vote, comment, report or follow something: a random number, signed, that lets you move your vote and edit or
            delete your comments. It lasts 400 days.
          </li>
          <li>
            <code>next-auth.session-token</code>, set when you sign in: the secret of your session. It goes when you sign out. While you sign in with another
            provider a few short-lived cookies whose names begin with <code>next-auth</code> guard the way there and back.
          </li>
          <li>
            <code>device</code>, set when you sign in: a random number, signed, that tells your tries to sign in from those of strangers. It opens nothing and
            lasts 400 days.
          </li>
          <li>
            <code>setting-up</code>, set for a quarter of an hour when you set up a second factor: the key and the recovery codes that the page shows,
            encrypted.
          </li>
          <li>
            <code>theme</code>, set when you choose light or dark colours.
          </li>
          <li>
            <code>seen</code>, set for a minute after you act, so that the next page you get already has your act on it.
          </li>
        </ul>
        <p>Your browser may also keep the beginning of a comment that you have not sent. It stays on your device.</p>
        <h2>When you vote or comment</h2>
        <p>
          We keep your vote or your comment, when it was made, and the name that you typed. To hold back spam and false votes we keep keyed marks of your
          network, your browser and the words of a comment, and what happened to your vote. They cannot be turned back into the address without a secret that
          only this site has, and the address itself is not kept with what you write. Those of a comment are deleted after thirty days.
        </p>
        <p>
          A comment that you delete loses its words at once. If others have replied, its place stays, so that their replies make sense. Guests can delete for as
          long as their browser keeps the <code>reader</code> cookie.
        </p>
        <p>
          Moderators see what waits or was reported, with what became of its writer’s other comments. If you report a comment we keep what you chose and wrote,
          and your name and email address if you gave them; the writer of the comment learns nothing of you. If you ask for another look at a comment of yours
          that was hidden, we keep what you wrote for it. Ninety days after the decision we delete what you wrote, your name and your address. If a moderator
          keeps you from writing here, we keep the name that you used, the reason, and whether it is you or your network that it is for. The mark of the network
          goes thirty days after the end.
        </p>
        <h2>When somebody answers you</h2>
        <p>
          We keep that you were answered or mentioned, by whom and when, what you follow, and what you have seen of it, so that <a href="/inbox">your inbox</a>{' '}
          can say so. It is deleted after a year, or when the answer is. If you ask for mail we keep the address that you gave for it, since when you said yes,
          and how often. Nobody sees it, and nothing else is sent there. An address that has not said yes is forgotten after three days, and any address at once
          when you end the mail by a link in it, or in your inbox.
        </p>
        <h2>When you have an account</h2>
        <p>
          We keep your name, your email address, your password as a hash that takes much memory to try out, and a list of your sessions with the browser of
          each, which you can end one by one on <a href="/account">your account page</a>. What you did as a guest in the same browser comes along. Mail is sent
          only for what you ask for, such as confirming an address or setting a new password, and when the way in to your account was changed. With a second
          factor we also keep its key, encrypted, and hashes of the recovery codes.
        </p>
        <h2>Logs</h2>
        <p>The server notes what went wrong and when, for the people who run it.</p>
      </div>
    </Main>
  )
}
