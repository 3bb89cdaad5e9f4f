import { mediaStore, setMediaStore } from '@/features/media/store/store'

/** Has `act` called in the place of each file that is put into the media store, with which one it is, from 1, and what puts it there. */
export function aroundPuts(act: (nth: number, put: () => Promise<void>) => Promise<void>): void {
  const store = mediaStore()
  let nth = 0
  setMediaStore({ ...store, put: (name, content) => act(++nth, () => store.put(name, content)) })
}
