import { expect, test } from 'vitest'
import { draftBounds } from '@/features/articles/schema'
import { previewInput } from './schema'

test('whatever a field of a draft may hold can be previewed, and no more', () => {
  const markdown = 'x'.repeat(draftBounds.maxCharacters)
  expect(previewInput.safeParse({ markdown }).success).toBe(true)
  expect(previewInput.safeParse({ markdown: `${markdown}x` }).success).toBe(false)
})
