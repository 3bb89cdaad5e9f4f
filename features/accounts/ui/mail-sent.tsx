import type { ReactNode } from 'react'
import { Notice } from '@/ui/notice'

/**
 * What is said after a form that has a mail sent: `children`, when it leaves. Where no mail server is set up it does not, and nobody must wait for it. The words are
 * the same whether or not there is an account.
 */
export const MailSent = ({ leaves, children }: { leaves: boolean; children: ReactNode }) =>
  leaves ? (
    <Notice tone="good">{children}</Notice>
  ) : (
    <Notice tone="warn">
      <p>This site sends no mail yet, so the link does not come to you: ask whoever runs the site for it.</p>
      <p>
        If that is you: mails are written to the folder <code>mail</code> in the data folder, one file each; the link is in the newest. With the setting{' '}
        <code>SMTP_URL</code> they are sent.
      </p>
    </Notice>
  )
