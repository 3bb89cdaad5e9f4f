import { AppError, forbidden, unauthorized } from '@/platform/errors'
import type { Actor } from '@/platform/http/request'
import { fetchFile, nameIn, readAddress, type Network } from '../address/fetch-file'
import { mayUseMedia } from '../policy'
import { findOwnMedium } from '../queries/own-medium'
import { uploadMedium, type Uploaded } from './upload-medium'

// One for the process: bundlers give each layer of the application its own copy of this module.
const holder = globalThis as unknown as { [key: symbol]: Set<string> | undefined }
const fetching = (holder[Symbol.for('lightstick.fetching-pictures')] ??= new Set())

/** Fetches the picture at a public https address, and takes it in like one that was sent; one of this site is found where it is. One at a time for each account. Throws what `fetchFile` and `uploadMedium` throw. */
export async function uploadFromAddress(actor: Actor, { address }: { address: string }, network?: Network): Promise<Uploaded> {
  if (!actor.account) throw unauthorized()
  if (!mayUseMedia(actor)) throw forbidden('Only writers add pictures')
  const own = await findOwnMedium(address)
  if (own) return { id: own, wasThere: true, moves: false }
  const url = readAddress(address)
  const { id } = actor.account
  if (fetching.has(id)) throw new AppError('too_many', 'Another address is being fetched for you: wait until it is done', { retryAfter: 5 })
  fetching.add(id)
  try {
    return await uploadMedium(actor, { name: nameIn(url) }, fetchFile(url, network))
  } finally {
    fetching.delete(id)
  }
}
