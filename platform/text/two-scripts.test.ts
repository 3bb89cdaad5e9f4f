import { expect, test } from 'vitest'
import { inTwoScripts, withHangul } from './two-scripts'

test.each([
  ['BTS (방탄소년단)', 'BTS', '방탄소년단'],
  ['방탄소년단(BTS)', 'BTS', '방탄소년단'],
  ['혁오 [HYUKOH]', 'HYUKOH', '혁오'],
  ['BTS', 'BTS', ''],
  ['방탄소년단', '', '방탄소년단'],
  ['f(x)', 'f(x)', ''],
  ['Blue (2012)', 'Blue (2012)', ''],
])('%s', (words, name, hangul) => expect(withHangul(words)).toEqual({ name, hangul }))

test('a version in brackets is no name', () => expect(inTwoScripts('하루 (remix)')).toBeNull())
