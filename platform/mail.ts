import fs from 'node:fs/promises'
import path from 'node:path'
import nodemailer, { type Transporter } from 'nodemailer'
import { config } from './config'
import { newId } from './id'
import { log } from './log'

/**
 * A mail in plain text, which every mail program shows well; `html` says the same. `messageId`, `inReplyTo` and `references` are as they stand in the mail: in angle
 * brackets.
 */
export type Mail = {
  to: string
  subject: string
  text: string
  html?: string
  messageId?: string
  inReplyTo?: string
  references?: string
  headers?: Record<string, string>
}

let kept: Transporter | undefined
function smtp(url: string): Transporter {
  // A mail server that does not answer must not hold the job for minutes; the job tries again later.
  const timeoutsMs = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 }
  return (kept ??= nodemailer.createTransport({ url, ...timeoutsMs } as never))
}

const folderTransport = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'unix' })

/**
 * Sends now, by SMTP_URL, or writes the mail as a file into DATA_DIR/mail where there is no such setting; the log says where. Throws what
 * the mail server answered. Call it from a job: a slow server must keep nobody waiting, and jobs try again. When `signal` fires the
 * connection is closed, even of a server that answers a little now and then.
 */
export async function sendMail({ to, html, headers, ...mail }: Mail, signal?: AbortSignal): Promise<void> {
  const message = {
    from: config.mail.from,
    // Given as an object, the text is taken as one address, even when it holds a comma.
    to: { name: '', address: to },
    ...mail,
    headers: { 'Auto-Submitted': 'auto-generated', ...headers }, // RFC 3834: no automatic answers, please
  }
  if (config.mail.url) {
    await smtp(config.mail.url).sendMail({ ...message, html, signal })
    return
  }
  const { message: composed } = await folderTransport.sendMail({ ...message, text: 'body' })
  const file = path.join(config.dataDir, 'mail', `${newId()}.eml`)
  await fs.mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
  // Left as it is, not as quoted-printable: whoever opens the file copies a link from it.
  const [head = ''] = String(composed).split('\n\n')
  await fs.writeFile(file, `${head.replace(/^(Content-Transfer-Encoding:).*$/im, '$1 8bit')}\n\n${mail.text}`, { mode: 0o600 })
  log.info({ file }, 'a mail was written to a file, since SMTP_URL is not set')
}

/**
 * Whether a mail server says that there is no such mailbox, so that no later try helps: by its enhanced code alone (RFC 3463). Servers say 550 and 553 for our own faults too (a
 * relay that is closed to us, a sender that they do not know, a blocklist), and that would end the mail of everybody.
 */
export function isNoMailbox(error: unknown): boolean {
  const { command, responseCode = 0, response = '' } = error as { command?: string; responseCode?: number; response?: string }
  if (command !== 'RCPT TO' || responseCode < 500) return false
  return /^\d{3}[ -]5\.1\.(?:1|6|10)\b/.test(response)
}
