import { write } from '@/platform/db'
import { limitNetwork, limitText } from '@/platform/http/rate-limit'
import { enqueue } from '@/platform/jobs/queue'
import { log } from '@/platform/log'
import { accountMail } from '../mails'
import { confirmationsTo, forgotten, remindersTo } from '../rate-limits'
import type { SignInClient } from '../sign-in-client'

const enqueueMail = (email: string, next?: string | null) => write((tx) => enqueue(tx, accountMail('confirm', { email }, next)))

/**
 * Mails the link that confirms an address once more. The job that sends it looks whether an account waits for it: here every address is the
 * same work and the same answer. The link leads to `next` in the end. Throws too_many (429).
 */
export async function sendConfirmation({ email, next }: { email: string; next?: string | null }, client: SignInClient): Promise<void> {
  await limitNetwork(forgotten, client.ip)
  await limitText(confirmationsTo, email)
  await enqueueMail(email, next)
}

/**
 * The same for somebody who has just tried to sign in with the right password. Beside the request, and by a limit of its own: whether a mail was sent shows neither in
 * the time of the answer nor in what may be asked for next.
 */
export function remindToConfirm(email: string, next?: string | null): void {
  void limitText(remindersTo, email)
    .then(
      () => enqueueMail(email, next),
      () => {},
    )
    .catch((error: unknown) => log.warn({ err: error }, 'a mail that confirms an address could not be queued'))
}
