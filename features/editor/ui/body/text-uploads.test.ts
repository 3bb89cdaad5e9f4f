import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Medium } from '@/features/media/queries/media'
import { bringPictures, cancelUpload, placeName, sendPictures, showUploads, typeWords, uploadsShown, usePicture } from './text-uploads.client'

/** What the site makes of a file, by its name, and of an address. */
const medium = (id: string, alt = '') => ({ id, alt, decorative: false, mayChange: true, picture: {} }) as Medium
vi.mock('@/features/media/ui/send-file.client', () => ({
  NotTaken: class extends Error {},
  refusalOf: () => null,
  sendFile: ({ file }: { file: File }) => Promise.resolve({ medium: medium(file.name, file.name === 'said' ? 'A roof' : '') }),
  sendAddress: (address: string) => Promise.resolve({ medium: medium(address.slice(-1)) }),
}))

const place = { on: { entry: 'a' }, field: 'body' }
const guarded = new Set<string>()
beforeEach(() => {
  vi.stubGlobal('addEventListener', (type: string) => guarded.add(type))
  vi.stubGlobal('removeEventListener', (type: string) => guarded.delete(type))
})
afterEach(() => vi.unstubAllGlobals())

const files = (...names: string[]) => names.map((name) => new File(['x'], name))
const states = () => uploadsShown.get().map(({ state }) => state)
/** Sends files, and returns what came to the text: id and words of each, with its place among them. */
function send(...names: string[]) {
  const taken: [string, string, number][] = []
  sendPictures(place, files(...names), (...one) => void taken.push(one))
  return taken
}

test('of a picture that nothing is said of it is asked first, where its text is shown; it comes with the answer, and the page is not left before', async () => {
  const hide = showUploads(placeName(place))
  const taken = send('one', 'said', 'two')
  await vi.waitFor(() => expect(states()).toEqual(['asked', 'asked']))
  expect([taken, guarded.size]).toEqual([[['said', '', 1]], 1])
  const [one, two] = uploadsShown.get().map(({ key }) => key) as [number, number]
  usePicture(two)
  typeWords(one, 'A lamp ')
  expect(taken.slice(1)).toEqual([['two', '', 2]])
  // Who goes elsewhere answers later; what was typed by then stands in the text.
  hide()
  expect([taken.slice(2), states(), guarded.size]).toEqual([[['one', 'A lamp', 0]], [], 0])
})

test('nothing is asked of a text that is not shown, and what is left out does not come', async () => {
  const unseen = send('one')
  await vi.waitFor(() => expect(unseen).toEqual([['one', '', 0]]))
  const hide = showUploads(placeName(place))
  const taken = send('two')
  await vi.waitFor(() => expect(states()).toEqual(['asked']))
  cancelUpload(uploadsShown.get()[0]!.key)
  hide()
  expect([taken, states(), guarded.size]).toEqual([[], [], 0])
})

test('of pictures that are fetched those that are said to be something come together, and each of the others with its answer', async () => {
  const hide = showUploads(placeName(place))
  const came: [string, string][][] = []
  const pictures = [
    { address: 'https://a.example/1', isSaid: true },
    { address: 'https://a.example/2', isSaid: false },
    { address: 'https://a.example/3', isSaid: true },
  ]
  bringPictures(place, pictures, (own) => void came.push(Array.from(own.values(), ({ mediumId, alt }) => [mediumId, alt])))
  const said = [
    ['1', ''],
    ['3', ''],
  ]
  await vi.waitFor(() => expect(came).toEqual([said]))
  usePicture(uploadsShown.get()[0]!.key, 'A roof')
  expect(came).toEqual([said, [['2', 'A roof']]])
  hide()
})
