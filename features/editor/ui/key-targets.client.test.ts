import { expect, test } from 'vitest'
import { asksToFind } from './key-targets.client'

const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false }

test('Find is asked for by Ctrl F and Ctrl H, on a Mac by ⌘ F alone', () => {
  const asks = (isOfMac: boolean) =>
    (['ctrlKey', 'metaKey'] as const).flatMap((held) =>
      ['f', 'F', 'h'].filter((key) => asksToFind({ ...none, key, [held]: true }, isOfMac)).map((key) => `${held} ${key}`),
    )
  expect(asks(false)).toEqual(['ctrlKey f', 'ctrlKey F', 'ctrlKey h', 'metaKey f', 'metaKey F', 'metaKey h'])
  expect(asks(true)).toEqual(['metaKey f', 'metaKey F'])
  for (const held of ['altKey', 'shiftKey']) expect(asksToFind({ ...none, key: 'f', ctrlKey: true, [held]: true }, false)).toBe(false)
  expect(asksToFind({ ...none, key: 'f' }, false)).toBe(false)
  expect(asksToFind({ ...none, key: 'f', ctrlKey: true, metaKey: true }, true)).toBe(false)
})
