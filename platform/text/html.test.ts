import { parseFragment, type DefaultTreeAdapterTypes } from 'parse5'
import { expect, test } from 'vitest'
import { escapeHtml } from './html'

test('escaped text is the same text again, between tags and in either kind of quotes', () => {
  const text = `<b>“R&B”</b> & 'one' "two" &amp; ]]>`
  const safe = escapeHtml(text)
  expect(safe).not.toMatch(/[<>"']/)
  const [element] = parseFragment(`<p title="${safe}" lang='${safe}'>${safe}</p>`).childNodes as DefaultTreeAdapterTypes.Element[]
  expect(element!.attrs.map(({ value }) => value)).toEqual([text, text])
  expect(element!.childNodes).toMatchObject([{ nodeName: '#text', value: text }])
})

// Of the named entities XML knows five; the others must be numbers.
test('what it writes is XML too', () => expect(escapeHtml(`&<>"'`)).toBe('&amp;&lt;&gt;&quot;&#39;'))
