import { write } from '@/platform/db'
import { invalid } from '@/platform/errors'
import { announce } from '@/platform/events/announce'
import { limitText } from '@/platform/http/rate-limit'
import type { ActingAccount } from '@/platform/http/request'
import { confirmationsTo } from '../rate-limits'

/** Mails the link that confirms one's address once more. Throws invalid (422) when it is confirmed, too_many (429). */
export async function sendConfirmation(account: ActingAccount): Promise<void> {
  if (account.confirmed) throw invalid('Your address is confirmed already')
  await limitText(confirmationsTo, account.email)
  await write((tx) => announce(tx, 'account.confirmation-requested', { accountId: account.id }))
}
