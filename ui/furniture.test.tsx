import { renderToStaticMarkup as html } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { Field, FormErrors } from './field'
import { Words } from './name'
import { Own } from './own'
import { percent, ShareBar } from './share-bar'
import { partialDateText, Time } from './time'

describe('words', () => {
  test('keep hyphenated names whole and say what is Korean', () => {
    expect(html(<Words text="Classic K-pop MVs with 박서준 of sub-units" />)).toBe(
      'Classic <span class="nb">K-pop</span> MVs with <span lang="ko">박서준</span> of sub-units',
    )
  })

  test('are never read as markup', () => {
    expect(html(<Words text="<b>K-pop</b> & co" />)).toBe('&lt;b&gt;<span class="nb">K-pop</span>&lt;/b&gt; &amp; co')
  })
})

describe('fields', () => {
  test('are tied to their label, hint and message', () => {
    const drawn = html(<Field id="mail" name="mail" label="Mail" hint="Never shown" error="Not an address" defaultValue={'a"b'} />)
    expect(drawn).toContain('<label for="mail">')
    expect(drawn).toContain('aria-describedby="mail-hint mail-error"')
    expect(drawn).toContain('aria-invalid="true"')
    expect(drawn).toContain('value="a&quot;b"')
    expect(html(<Field id="mail" name="mail" label="Mail" />)).not.toMatch(/aria-describedby|aria-invalid/)
  })

  test('are led to from the summary of a refused form', () => {
    expect(html(<FormErrors message="Not yet" fields={{ name: 'Give a name' }} ids={{ name: 'reply-name' }} />)).toContain(
      '<a href="#reply-name">Give a name</a>',
    )
  })
})

describe('shares', () => {
  test('are whole numbers, and something is never nothing', () => {
    expect([0, 0.001, 0.314, 1].map(percent)).toEqual(['0%', '<1%', '31%', '100%'])
  })

  test('are drawn without a style attribute, which the policy would refuse', () => {
    const drawn = html(<ShareBar share={0.25} of={0.5} />)
    expect(drawn).toContain('width="50%"')
    expect(drawn).not.toContain('style')
    expect(html(<ShareBar share={0} of={0} />)).not.toContain('fill"')
  })
})

test('one reader’s own is marked for the server in both variants', () => {
  expect(html(<Own of="vote:e1" then="mine" otherwise="everyone’s" />)).toBe(
    '<ls-own of="vote:e1"><ls-then>mine</ls-then><ls-else>everyone’s</ls-else></ls-own>',
  )
})

test('dates say no more than is known', () => {
  expect(['2008', '2008-08', '2008-08-13'].map(partialDateText)).toEqual(['2008', 'August 2008', '13 August 2008'])
  expect(html(<Time at="2026-11-20T23:30:00Z" />)).toBe('<time dateTime="2026-11-20">20 November 2026</time>')
})
