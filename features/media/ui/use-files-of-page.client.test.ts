import { expect, test, vi } from 'vitest'
import { takeFilesOf } from './use-files-of-page.client'

test('a page takes the files that are dropped on it, and none while a dialog is in front of it', () => {
  const dialog = { open: false }
  const page = Object.assign(new EventTarget(), { querySelector: () => (dialog.open ? dialog : null) }) as unknown as Document
  const [onFiles, onOver] = [vi.fn(), vi.fn()]
  const file = new File(['x'], 'x.jpg')
  const send = (type: 'dragover' | 'drop') => {
    const event = Object.assign(new Event(type, { cancelable: true }), { dataTransfer: { types: ['Files'], files: [file], dropEffect: 'copy' } })
    page.dispatchEvent(event)
    return { kept: event.defaultPrevented, effect: event.dataTransfer.dropEffect }
  }
  const stop = takeFilesOf(page, { onFiles, onOver })
  expect([send('dragover'), send('drop')].map(({ kept }) => kept)).toEqual([true, true])
  expect(onFiles.mock.calls).toEqual([[[file]]])
  expect(onOver.mock.calls).toEqual([[true], [false]])

  dialog.open = true
  expect(send('dragover')).toEqual({ kept: true, effect: 'none' })
  expect(send('drop').kept).toBe(true)
  expect(onFiles).toHaveBeenCalledTimes(1)
  expect(onOver.mock.calls).toEqual([[true], [false], [false]])

  dialog.open = false
  stop()
  expect(send('drop').kept).toBe(false)
  expect(onFiles).toHaveBeenCalledTimes(1)
})
