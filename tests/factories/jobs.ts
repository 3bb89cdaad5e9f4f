import { currentTime } from '@/platform/clock'
import { write } from '@/platform/db'

type Given = { id: string; type?: string; payload?: object; attempts?: number; error?: string; runAt?: Date; failedAt?: Date | null; createdAt?: Date }

/** A job that was given up, of a mail unless told otherwise; one that waits with `failedAt: null`. */
export async function makeFailedJob({ failedAt = currentTime(), ...given }: Given): Promise<void> {
  const data = { type: 'accounts.mail', payload: { kind: 'confirm', accountId: 'nobody' }, key: given.id, runAt: currentTime(), ...given, failedAt }
  await write((tx) => tx.job.create({ data: { ...data, error: given.error ?? (failedAt ? 'Error: no' : null) } }))
}
