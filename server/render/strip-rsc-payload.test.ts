import { expect, test } from 'vitest'
import { payloadHeaders, stripRscPayload } from './strip-rsc-payload'

const nonce = /'nonce-([^']+)'/.exec(payloadHeaders['content-security-policy'])![1]!
const own = (text: string) => `<script nonce="${nonce}">${text}</script>`

test('what Next wrote for its scripts is taken out, wherever it stands', () => {
  const html = `<p>가</p>${own('self.__next_f.push([1,"<p>"])')}<b>b</b>${own('x')}${own('y')}`
  expect(stripRscPayload(Buffer.from(html)).toString()).toBe('<p>가</p><b>b</b>')
})

test('anonymous else’s words are, however they are spelled', () => {
  const html = '<p title="<script>self.__next_f">a</p><script nonce="guess">b</script><script type="application/ld+json">{}</script>'
  expect(stripRscPayload(Buffer.from(html)).toString()).toBe(html)
  const open = `<p>a</p><script nonce="${nonce}">never ends`
  expect(stripRscPayload(Buffer.from(open)).toString()).toBe(open)
})
