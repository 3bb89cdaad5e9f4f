import { describe, expect, it } from 'vitest'
import { cleanLine, cleanText, hasSubstance } from './clean-text'

describe('what a person typed', () => {
  it('keeps words, marks of many scripts and emoji, and loses what only machines put there', () => {
    expect(cleanText('  \n one \u0000 \r\n\r\n\n\n two\u202e\u2066 \n')).toBe(' one\n\n two')
    expect(cleanLine(' 빅뱅 \u202e\n 👩‍🎤 ')).toBe('빅뱅 👩‍🎤')
    expect(cleanLine(`e${'\u0301'.repeat(60)}`)).toHaveLength(5)
  })

  it('tells words from what cannot be seen', () => {
    for (const nothing of ['', ' \n\t', '\u200b\u200d', '\u3164\u2800\u00ad', '\u0301', '\u202e\u2066']) expect(hasSubstance(cleanText(nothing))).toBe(false)
    for (const something of ['a', '가', '👍', '…']) expect(hasSubstance(cleanText(something))).toBe(true)
  })

  it('takes no longer for a row of spaces than for as many letters', () => {
    const time = (text: string) => {
      const from = performance.now()
      cleanText(text)
      return performance.now() - from
    }
    const most = time(`a${'ab'.repeat(100_000)}b`) * 20 + 2000
    for (const unit of [' ', '\t', '\n', ' \n', '\u00a0', '\u200b', '\u0301', '\r']) expect(time(`a${unit.repeat(200_000)}b`)).toBeLessThan(most)
  })
})
