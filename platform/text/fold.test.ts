import { describe, expect, it, test } from 'vitest'
import { fold, foldedWords, initialsOf, isInitials, nameForms } from './fold'
import { slugify } from './slugify'

describe('folding', () => {
  it.each([
    ['BIGBANG', ['bigbang', 'Big Bang', 'big-bang', 'ＢＩＧＢＡＮＧ', 'Ｂｉｇ　Ｂａｎｇ', 'big\u00adbang', 'big\u200bbang']],
    ['Rosé', ['rose', 'ROSÉ', 'Rosé'.normalize('NFD'), 'rosè']],
    ['Don’t', ["don't", 'dont', 'DON´T', 'don＇t']],
    ['Røyksopp', ['royksopp', 'RØYKSOPP']],
    ['Łódź', ['lodz', 'łódz']],
    ['Straße', ['strasse', 'STRASSE', 'Strasse']],
    ['Þór Ægir', ['thor aegir']],
    ['Iğdır', ['igdir', 'IĞDIR'.toLowerCase()]],
    ['İstanbul', ['istanbul']],
    ['지드래곤', ['지드래곤'.normalize('NFD'), '지드 래곤']],
    ['ㅂㅂ', ['ﾲﾲ', '\u1107\u1107']],
  ])('%s is the same however it is written', (name, others) => {
    for (const other of others) expect(fold(other), other).toBe(fold(name))
  })

  it('keeps different names apart', () => {
    for (const [one, other] of [
      ['BIGBANG', 'bingbang'],
      ['가', '거'],
      ['각', '깍'],
      ['Kim', 'Gim'],
    ] as const)
      // prettier-ignore
      expect(fold(one)).not.toBe(fold(other))
  })

  it('lets what is still being typed begin the whole name', () => {
    for (const [typed, name] of [
      ['빅ㅂ', '빅뱅'],
      ['빅배', '빅뱅'],
      ['ㅂ', '빅뱅'],
      ['할', '하루하루'],
      ['하룽', '하루야'],
      ['고', '과자'],
      ['달', '닭갈비'],
      ['의ㅈ', '의자'],
      ['지드랙', '지드래곤'],
    ] as const)
      expect(fold(name).startsWith(fold(typed)), `${typed} → ${name}`).toBe(true)
  })
})

test('words are split where people would', () => {
  expect(foldedWords('T.O.P of BIGBANG, “Don’t” by K.Will & J.Y. Park')).toEqual(['top', 'of', 'bigbang', 'dont', 'by', 'k', 'will', 'jy', 'park'])
  expect(foldedWords('K-pop ’til 서울의 밤')).toEqual(['k', 'pop', 'til', fold('서울의'), fold('밤')])
  expect(foldedWords('… — 💜')).toEqual([])
})

test('a name begins at each of its words, and at each of its syllables', () => {
  const { whole, starts, middles } = nameForms('Bang Yong-guk')
  expect(whole).toBe('bangyongguk')
  expect(starts).toEqual(['yongguk', 'guk'])
  expect(middles).toEqual([])
  expect(nameForms('BIGBANG').middles).toEqual(['igbang', 'gbang', 'bang'])
  expect(nameForms('Straße').middles).toEqual(['trasse', 'rasse', 'asse'])
  expect(nameForms('지드래곤').starts).toEqual(['드래곤', '래곤', '곤'].map(fold).concat(initialsOf('지드래곤')!))
  expect(nameForms('x'.repeat(300)).whole).toHaveLength(60)
  expect(nameForms('💜')).toEqual({ whole: '', starts: [], middles: [] })
})

test('initials are those of the syllables', () => {
  expect(initialsOf('빅뱅')).toBe(fold('ㅂㅂ'))
  expect(initialsOf('지드래곤')).toBe(fold('ㅈㄷㄹㄱ'))
  expect(initialsOf('빅뱅'.normalize('NFD'))).toBe(fold('ㅂㅂ'))
  expect(initialsOf('탑')).toBeNull()
  expect(initialsOf('BIGBANG')).toBeNull()
  expect([fold('ㅂㅂ'), fold('ㅈㄷㄹㄱ')].every(isInitials)).toBe(true)
  expect([fold('빅뱅'), fold('bb'), fold('ㅂ'), fold('ㅏㅏ')].some(isInitials)).toBe(false)
})

test('addresses keep the letters that no normal form takes apart', () => {
  expect(['Røyksopp', 'Łódź', 'Straße', 'Þór', 'Iğdır', 'Æsir'].map((name) => slugify(name))).toEqual(['royksopp', 'lodz', 'strasse', 'thor', 'igdir', 'aesir'])
})
