import { expect, test } from 'vitest'
import { heartPath } from './addresses'

const id = 'comment0001'

test('a heart leads back to the page that it was given on, as long as the comment stays there', () => {
  for (const stays of ['', '?sort=newest&cursor=abcdefgh', '?sort=oldest', '?comment=abcdefgh', '?voted=crooked&cursor=abcdefgh', '?sort=answered'])
    expect(heartPath(`/articles/x/y${stays}`, id)).toBe(`/articles/x/y${stays}#comment-${id}`)
  // It may rise to an earlier page.
  for (const moves of ['?cursor=abcdefgh', '?sort=answered&cursor=abcdefgh', '?sort=best&cursor=abcdefgh'])
    expect(heartPath(`/articles/x/y${moves}`, id)).toBe(`/articles/x/y?comment=${id}#comment-${id}`)
})
