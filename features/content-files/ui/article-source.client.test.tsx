import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { ArticleSource } from './article-source.client'
import { bringBackText, replaceText } from './field-texts.client'

const drawn = (over: { busy?: boolean; onBringBack?: () => void }) =>
  renderToStaticMarkup(
    <ArticleSource
      text="My own words"
      setText={() => {}}
      onReplace={() => {}}
      onBringBack={null}
      busy={false}
      error=""
      setError={() => {}}
      onRead={() => {}}
      {...over}
    />,
  )

test('nothing can be typed while a text is read, which would be lost', () => {
  expect(drawn({ busy: true })).toMatch(/<textarea [^>]*readOnly=""/)
  expect(drawn({})).not.toMatch(/readOnly/)
})

test('a text that was replaced can be brought back, where there is one', () => {
  expect(drawn({})).not.toContain('Bring back')
  expect(drawn({ onBringBack: () => {} })).toMatch(/<button type="button" class="btn">Bring back the text before</)
  expect(drawn({ onBringBack: () => {}, busy: true })).toMatch(/<button type="button" class="btn" disabled="">Bring back the text before</)
})

test('of a text that is replaced nothing is lost, also by bringing it back', () => {
  const first = { text: 'Mine', before: '' }
  const taken = replaceText(first, 'From a file')
  expect(taken).toEqual({ text: 'From a file', before: 'Mine' })
  expect(bringBackText(taken)).toEqual({ text: 'Mine', before: 'From a file' })
  expect(bringBackText(bringBackText(taken))).toEqual(taken)
  // An empty field has nothing to bring back, and the same text replaces nothing.
  expect(replaceText({ text: ' \n', before: 'Mine' }, 'From a file')).toEqual({ text: 'From a file', before: 'Mine' })
  expect(replaceText(taken, 'From a file')).toEqual(taken)
})
