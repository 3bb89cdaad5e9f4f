import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { getActor } from '@/features/accounts/auth'
import { shutOutAccount } from '@/features/accounts/shut-out'
import { ForgetAll, KeptForms } from '@/features/editor/ui/kept-forms.client'
import { UnsentWords } from '@/features/editor/ui/unsent-words.client'
import { cookieNames } from '@/platform/http/cookies'
import { answerStatus } from '@/platform/http/request'
import { Fail } from '@/ui/notice'
import { StudioMasthead } from '../_studio/shell'

export const instant = false
export const metadata: Metadata = { title: 'Words in this browser' }

/** For a writer whose account is suspended, once a refused sign-in has shown whose it is: what this browser keeps of their lists, forms and notes and the site does not have. */
export default async function KeptWordsPage() {
  const accountId = shutOutAccount((await cookies()).get(cookieNames.shutOut)?.value)
  // Whoever is signed in sees what is theirs on the studio's own pages, and nothing of somebody else's.
  if ((await getActor()).account) redirect('/admin')
  if (!accountId) redirect('/sign-in?next=/admin/kept-words')
  answerStatus(403)
  return (
    <>
      <StudioMasthead current="" actor={null} />
      <Fail code="403" title="Your account is suspended">
        <p>
          What you had saved is on the site. What you wrote and this browser could not send is shown here, to copy and to download: it stays in this browser,
          and nobody else is shown it.
        </p>
        <ForgetAll accountId={accountId}>
          <UnsentWords
            accountId={accountId}
            isClosed
            otherwise={<p className="soft">Of lists that are open in no other tab, this browser keeps no words that the site does not have.</p>}
          />
          <KeptForms accountId={accountId} />
        </ForgetAll>
        <p>
          <a href="/">To the front page</a>
        </p>
      </Fail>
    </>
  )
}
