import { expect, test } from 'vitest'
import { languageName } from './language-name'

test.each([
  ['en', 'English'],
  ['ko', '한국어'],
  ['pt-BR', 'português (Brasil)'],
])('%s is called %s', (tag, name) => expect(languageName(tag)).toBe(name))
