import { EditorState, type TransactionSpec } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'
import { expect, test } from 'vitest'
import { fromHtml } from './from-html.client'
import { notePasteKey, onPaste, type Pasting } from './clipboard.client'
import { live } from './live.client'
import { places } from './places.client'

const video = 'https://www.youtube.com/watch?v=abcdefghijk'

/** What there is now after pasting into a body with its caret at the end, as far as pasting needs one; `takes`: it has no video yet. */
function paste(text: string, data: Record<string, string>, { takes = true, key = '' }: { takes?: boolean; key?: string } = {}) {
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
  return () => ({ text: view.state.sliceDoc(), offered })
}

test('an address of a video that is pasted alone is offered as the video, and not pasted when it is taken', async () => {
  await expect.poll(paste('It ', { 'text/plain': ' https://youtu.be/abcdefghijk\n' })).toEqual({ text: 'It ', offered: ['https://youtu.be/abcdefghijk'] })
  await expect.poll(paste('It ', { 'text/plain': 'https://youtu.be/abc' })).toEqual({ text: 'It https://youtu.be/abc', offered: ['https://youtu.be/abc'] })
  await expect.poll(paste('It ', { 'text/plain': video }, { takes: false })).toEqual({ text: `It ${video}`, offered: [] })
  await expect.poll(paste('It ', { 'text/plain': video }, { key: 'KeyV' })).toEqual({ text: `It ${video}`, offered: [] })
})

test('a player is offered too, in HTML and as the text that services give for it', async () => {
  const player = '<iframe width="560" src="https://www.youtube.com/embed/abcdefghijk?si=1" allowfullscreen></iframe>'
  await expect.poll(paste('', { 'text/html': player })).toEqual({ text: '', offered: [video] })
  await expect.poll(paste('', { 'text/plain': player })).toEqual({ text: '', offered: [video] })
  await expect.poll(paste('', { 'text/plain': player }, { takes: false })).toMatchObject({ text: player.replace('<', '\\<').replace('</', '\\</') })
})

test('lines and signs of a plain text are shown as they stand, but for Ctrl Shift V and in code', async () => {
  const said = 'Mina: *sighs*\nNoah: hm'
  await expect.poll(paste('', { 'text/plain': said })).toMatchObject({ text: 'Mina: \\*sighs\\*\n\nNoah: hm' })
  await expect.poll(paste('', { 'text/plain': said }, { key: 'KeyV' })).toMatchObject({ text: said })
  // The key counts for one paste.
  await expect.poll(paste('', { 'text/plain': said })).toMatchObject({ text: 'Mina: \\*sighs\\*\n\nNoah: hm' })
  await expect.poll(paste('```\na', { 'text/plain': said })).toMatchObject({ text: `\`\`\`\na${said}` })
  await expect.poll(paste('```\na', { 'text/plain': said, 'text/html': '<pre>Mina: *sighs*<br>Noah: hm</pre>' })).toMatchObject({ text: `\`\`\`\na${said}` })
  await expect.poll(paste('```\n', { 'text/plain': video })).toEqual({ text: `\`\`\`\n${video}`, offered: [] })
  await expect.poll(paste('a ', { 'text/plain': '**b**\nc' })).toMatchObject({ text: 'a \n\n**b**\nc' })
})
