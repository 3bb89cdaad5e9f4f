import { expect, test } from 'vitest'
import { typedSince } from './typed-since.client'

test('what is typed while a form is on its way stays; all else is as it is stored', () => {
  const sent = { name: ' Stage', description: '', links: [{ label: 'Us', href: '/us' }] }
  const stored = { name: 'Stage', description: 'Theirs', links: [{ label: 'Us', href: '/about' }] }
  expect(typedSince(sent, sent, stored)).toEqual(stored)
  expect(typedSince(sent, { ...sent, description: 'Typed since' }, stored)).toEqual({ ...stored, description: 'Typed since' })
})
