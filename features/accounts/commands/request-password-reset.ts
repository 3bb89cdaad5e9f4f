import { write } from '@/platform/db'
import { enqueue } from '@/platform/jobs/queue'
import { limitNetwork, limitText } from '@/platform/http/rate-limit'
import { accountMail } from '../mails'
import type { SignInClient } from '../sign-in-client'
import { forgotten, resetsTo } from '../rate-limits'

/**
 * Mails a link to choose a new password. The job that sends it looks whether there is such an account: here every address is the
 * same work and the same answer. The link leads to `next` in the end.
 */
export async function requestPasswordReset({ email, next }: { email: string; next?: string | null }, client: SignInClient): Promise<void> {
  await limitNetwork(forgotten, client.ip)
  await limitText(resetsTo, email)
  await write((tx) => enqueue(tx, accountMail('reset', { email }, next)))
}
