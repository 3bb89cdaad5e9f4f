import { describe, expect, test, vi } from 'vitest'
import { StaticAssets } from '@/server/http/static-assets'
import { htmlToTemplate } from './html-to-template'
import { anonymous, fillTemplate, variantOf, type Template } from '@/server/cache/template'

const options = { module: null, keepScripts: false }
const page = (body: string, head = '', html = '') => `<!DOCTYPE html><html${html}><head>${head}</head><body>${body}</body></html>`
const templateOf = (...args: Parameters<typeof page>) => htmlToTemplate(page(...args), options)
const seenBy = (template: Template, visit: Partial<typeof anonymous> = {}) => fillTemplate(template, { ...anonymous, ...visit })

describe('the framework', () => {
  test('leaves no script, preload, flight data or comment', () => {
    const html = seenBy(
      templateOf(
        '<div hidden><!--$--><!--/$--></div><!--$--><p>Text</p><script>self.__next_f.push([1,"Text"])</script><script src="/_next/static/a.js" async></script>',
        '<link rel="preload" as="script" href="/_next/a.js"><link rel="preload" as="style" href="/_next/b.css"><link rel="stylesheet" href="/_next/a.css" nonce="N" data-precedence="next"><script src="/x.js" nomodule></script>',
      ),
    )
    expect(html).toBe(page('<p>Text</p>', '<link rel="stylesheet" href="/_next/a.css">'))
  })
  test('structured data stays, and our module comes last in the head', () => {
    const data = '<script type="application/ld+json">{"a":"<\\/b>"}</script>'
    const html = fillTemplate(htmlToTemplate(page(data, '<title>x</title>'), { module: '/_lightstick/1.js', keepScripts: false }), anonymous)
    expect(html).toBe(page(data, '<title>x</title><script type="module" src="/_lightstick/1.js"></script>'))
  })
  test('stays in development', () => {
    expect(fillTemplate(htmlToTemplate(page('<script>1</script>'), { module: null, keepScripts: true }), anonymous)).toContain('<script>1</script>')
  })

  test('several style sheets become one, in their order and in the place of the first', () => {
    vi.stubEnv('SECRET', 'a secret of this test, 40 characters long')
    const assets = new StaticAssets('/nowhere')
    const link = (name: string) => `<link rel="stylesheet" href="/_next/static/chunks/${name}.css">`
    const html = fillTemplate(
      htmlToTemplate(page('', `${link('a')}<title>x</title>${link('b')}`), { module: null, keepScripts: false, joinSheets: assets.joinSheets }),
      anonymous,
    )
    expect(html.match(/<link[^>]*>/g)).toEqual([expect.stringMatching(/^<link rel="stylesheet" href="\/_next\/static\/chunks\/a~b~[\w-]{8}\.css">$/)])
    const alone = fillTemplate(
      htmlToTemplate(page('', `${link('a')}<link rel="icon" href="/i.svg">`), { module: null, keepScripts: false, joinSheets: assets.joinSheets }),
      anonymous,
    )
    expect(alone).toContain(link('a'))
  })
})

describe('what is one reader’s own', () => {
  const own = '<ls-own of="vote:1"><ls-then><b>Mine</b></ls-then><ls-else><i>Vote</i></ls-else></ls-own>'
  test('is the default for everyone else, and the tags go', () => {
    const template = templateOf(`a${own}b`)
    expect(seenBy(template)).toBe(page('a<i>Vote</i>b'))
    expect(seenBy(template, { on: new Set(['vote:1']) })).toBe(page('a<b>Mine</b>b'))
    expect(seenBy(template, { on: new Set(['vote:2']) })).toBe(page('a<i>Vote</i>b'))
  })
  test('may stand inside another, and hold slots', () => {
    const template = templateOf(`<ls-own of="signed-in"><ls-then>${own}<ls-slot name="account-name"></ls-slot></ls-then><ls-else>Sign in</ls-else></ls-own>`)
    expect(seenBy(template)).toBe(page('Sign in'))
    expect(seenBy(template, { on: new Set(['signed-in']), slots: { 'account-name': 'Ann' } })).toBe(page('<i>Vote</i>Ann'))
    expect(seenBy(template, { on: new Set(['signed-in', 'vote:1']) })).toBe(page('<b>Mine</b>'))
  })
  test('slots are empty for everyone else, also those named like an object’s own', () => {
    const template = templateOf('<p><ls-slot name="pending:1"></ls-slot><ls-slot name="constructor"></ls-slot></p>')
    expect(seenBy(template)).toBe(page('<p></p>'))
    expect(seenBy(template, { slots: { 'pending:1': '<em>waits</em>' } })).toBe(page('<p><em>waits</em></p>'))
  })
  test('the theme is an attribute of the root', () => {
    const template = templateOf('x', '', ' lang="en" data-theme="own"')
    expect(seenBy(template)).toBe(page('x', '', ' lang="en"'))
    expect(seenBy(template, { theme: 'dark' })).toBe(page('x', '', ' lang="en" data-theme="dark"'))
  })
  test('nobody’s text can make a place', () => {
    const text = '&lt;ls-slot name="account-name"&gt;&lt;/ls-slot&gt; data-theme="ls0;" &lt;!--ls0;--&gt;'
    expect(templateOf(text)).toHaveLength(1)
  })
  test('a variant is named by what the page shows only', () => {
    const template = templateOf(own)
    expect(variantOf(template, { ...anonymous, on: new Set(['vote:2', 'signed-in']), theme: 'dark' })).toBe('')
    expect(variantOf(template, { ...anonymous, on: new Set(['vote:1']) })).not.toBe('')
  })
})
