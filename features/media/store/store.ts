import { config } from '@/platform/config'
import { isFileName } from '../file-names'
import { makeFolderStore } from './folder'
import type { MediaStore } from './media-store'
import { makeS3Store } from './s3'

// One for the process: bundlers give each layer of the application its own copy of this module.
const holder = globalThis as unknown as { [key: symbol]: MediaStore | undefined }
const key = Symbol.for('lightstick.media-store')

/** The store of this site, as its settings say. */
export const mediaStore = (): MediaStore => (holder[key] ??= guarded(config.media.s3 ? makeS3Store(config.media.s3) : makeFolderStore(config.media.folder)))

/** Tests only: the store from now on; null makes it anew from the settings. */
export const setMediaStore = (store: MediaStore | null): void => void (holder[key] = store ?? undefined)

/** No name from an address, a job or a database gets to a store unless it is one of ours. */
function guarded(store: MediaStore): MediaStore {
  return {
    ...store,
    put: async (name, content) => {
      if (!isFileName(name)) throw new Error('not a name of a medium’s file')
      await store.put(name, content)
    },
    get: async (name) => (isFileName(name) ? store.get(name) : null),
  }
}
