import { EditorState, type TransactionSpec } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'
import { expect, test } from 'vitest'
import { fromHtml } from './from-html.client'
import { notePasteKey, onPaste, type Pasting } from './clipboard.client'
import { live } from './live.client'
import { places } from './places.client'

const video = 'https://www.youtube.com/watch?v=abcdefghijk'

/** A body with its caret at the end, as far as pasting needs one; `takes`: it has no video yet. */
async function paste(text: string, data: Record<string, string>, { takes = true, key = '' }: { takes?: boolean; key?: string } = {}) {
  const view = {
    state: EditorState.create({ doc: text, selection: { anchor: text.length }, extensions: [EditorState.lineSeparator.of('\n'), live, places] }),
    dom: { isConnected: true },
    dispatch(change: TransactionSpec) {
      this.state = this.state.update(change).state
    },
  }
  const offered: string[] = []
  const pasting: Pasting = {
    fromHtml: async (html) => fromHtml(html),
    onRest: () => {},
    onFiles: () => {},
    onVideo: takes ? async (words) => (offered.push(words), words.trim() === video || words === 'https://youtu.be/abcdefghijk' ? '' : words) : null,
  }
  if (key) notePasteKey({ ctrlKey: true, shiftKey: true, metaKey: false, code: key } as KeyboardEvent)
  const event = { clipboardData: { getData: (type: string) => data[type] ?? '', files: [] }, preventDefault: () => {} }
  onPaste(event as unknown as ClipboardEvent, view as unknown as EditorView, pasting)
  await expect.poll(() => offered.length > 0 || view.state.sliceDoc() !== text).toBe(true)
  await new Promise((resolve) => setTimeout(resolve))
  return { text: view.state.sliceDoc(), offered }
}

test('an address of a video that is pasted alone is offered as the video, and not pasted when it is taken', async () => {
  expect(await paste('It ', { 'text/plain': ' https://youtu.be/abcdefghijk\n' })).toEqual({ text: 'It ', offered: ['https://youtu.be/abcdefghijk'] })
  expect(await paste('It ', { 'text/plain': 'https://youtu.be/abc' })).toEqual({ text: 'It https://youtu.be/abc', offered: ['https://youtu.be/abc'] })
  expect(await paste('It ', { 'text/plain': video }, { takes: false })).toEqual({ text: `It ${video}`, offered: [] })
  expect(await paste('It ', { 'text/plain': video }, { key: 'KeyV' })).toEqual({ text: `It ${video}`, offered: [] })
})

test('a player is offered too, in HTML and as the text that services give for it', async () => {
  const player = '<iframe width="560" src="https://www.youtube.com/embed/abcdefghijk?si=1" allowfullscreen></iframe>'
  expect(await paste('', { 'text/html': player })).toEqual({ text: '', offered: [video] })
  expect(await paste('', { 'text/plain': player })).toEqual({ text: '', offered: [video] })
  expect((await paste('', { 'text/plain': player }, { takes: false })).text).toBe(player.replace('<', '\\<').replace('</', '\\</'))
})

test('lines and signs of a plain text are shown as they stand, but for Ctrl Shift V and in code', async () => {
  const said = 'Mina: *sighs*\nNoah: hm'
  expect((await paste('', { 'text/plain': said })).text).toBe('Mina: \\*sighs\\*\n\nNoah: hm')
  expect((await paste('', { 'text/plain': said }, { key: 'KeyV' })).text).toBe(said)
  // The key counts for one paste.
  expect((await paste('', { 'text/plain': said })).text).toBe('Mina: \\*sighs\\*\n\nNoah: hm')
  expect((await paste('```\na', { 'text/plain': said })).text).toBe(`\`\`\`\na${said}`)
  expect((await paste('a ', { 'text/plain': '**b**\nc' })).text).toBe('a \n\n**b**\nc')
})
