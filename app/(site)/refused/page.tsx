import type { Metadata } from 'next'
import { connection } from 'next/server'
import { formState } from '@/platform/cache'
import { Notice } from '@/ui/notice'
import { head } from '../_page/metadata'
import { Main } from '../_page/main'
import '@/ui/styles/forms.css'

export const instant = false

export async function generateMetadata(): Promise<Metadata> {
  await connection()
  return head({ title: 'That did not work', description: 'A form could not be accepted.', path: '/refused', hidden: true })
}

/** Fields whose words are shown again, so that nobody loses them. Mail addresses, secrets and ids are not among them. */
const worthKeeping = ['body', 'comment', 'message', 'text', 'reason', 'note']

/** What is shown for a refused form that has no page of its own: why, what was typed, and a way back. */
export default async function Refused() {
  await connection()
  const form = formState()
  // A page that failed comes here too: nobody typed anything then.
  const wasSent = Object.keys(form?.values ?? {}).length > 0
  const typed = worthKeeping.flatMap((name) => form?.values[name] || [])
  return (
    <Main className="page narrow">
      <header className="head">
        <h1>{form ? 'That did not work' : 'Nothing was refused'}</h1>
      </header>
      {form ? (
        <Notice tone="bad">
          <p>{form.message}</p>
          {form.fields ? (
            <ul>
              {Object.entries(form.fields)
                .filter(([, message]) => message !== form.message)
                .map(([name, message]) => (
                  <li key={name}>{message}</li>
                ))}
            </ul>
          ) : null}
        </Notice>
      ) : (
        <p className="empty">This page explains a form that could not be accepted. There is none at the moment.</p>
      )}
      {typed.map((text) => (
        <div className="field" key={text}>
          <label htmlFor="typed">What you typed is still here, to copy:</label>
          <textarea id="typed" readOnly rows={8} defaultValue={text} />
        </div>
      ))}
      <p className="back">
        {wasSent ? 'Your browser’s back button leads to the form, with what you typed in it. Or go to ' : 'Go to '}
        <a href="/">the front page</a> or <a href="/articles">all lists</a>.
      </p>
    </Main>
  )
}
