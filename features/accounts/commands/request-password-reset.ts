import { write } from '@/platform/db'
import { enqueue } from '@/platform/jobs/queue'
import { networkOf } from '@/platform/http/network'
import { limit } from '@/platform/http/rate-limit'
import { accountMail } from '../mails'
import type { SignInClient } from '../sign-in-client'

/**
 * Mails a link to choose a new password. The job that sends it looks whether there is such an account: here every address is the
 * same work and the same answer.
 */
export async function requestPasswordReset({ email }: { email: string }, client: SignInClient): Promise<void> {
  limit(`forgot:${networkOf(client.ip)}`, { burst: 10, everySeconds: 120 })
  limit(`forgot:to:${email}`, { burst: 4, everySeconds: 600 })
  await write((tx) => enqueue(tx, accountMail('reset', { email })))
}
