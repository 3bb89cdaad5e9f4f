import { renderToStaticMarkup as html } from 'react-dom/server'
import { beforeEach, expect, test, vi } from 'vitest'
import type { FormState } from '@/platform/bridge'
import { entrySlug } from '@/features/articles/schema'
import type { CommentView, Conversation as View } from '../view'
import { Conversation } from './conversation'

// What the page is rendered for: its address, and a form that was refused.
const page: { address: string; form: FormState | null } = vi.hoisted(() => ({ address: '', form: null }))
vi.mock('@/platform/cache', () => ({
  formState: (name: string) => (page.form?.form === name ? page.form : null),
  pageAddress: () => page.address,
}))
beforeEach(() => void Object.assign(page, { address: '/articles/x', form: null }))

const comment = (id: string, values: Partial<CommentView> = {}): CommentView => ({
  id,
  state: 'visible',
  name: 'Mina',
  staff: false,
  account: false,
  because: false,
  html: '<p>The rooftop</p>',
  source: 'The rooftop',
  createdAt: '2026-11-29T00:00:00.000Z',
  editedAt: null,
  entry: null,
  hearts: 0,
  voted: null,
  inReplyTo: null,
  ...values,
})
const view = (values: Partial<View> = {}): View => ({
  articleId: 'list00000001',
  total: 1234,
  newest: 'comment0002',
  sort: 'best',
  voted: null,
  threads: [{ first: comment('comment0001'), replies: [comment('comment0002')], replyCount: 1, later: null, earlier: false }],
  next: null,
  paged: false,
  focus: null,
  replyTo: null,
  ...values,
})
const choices = [{ slug: 'crooked', label: '1. Crooked', comments: 2, votes: 3 }]
const draw = (values: Partial<View> = {}) => html(<Conversation conversation={view(values)} stage={{ slug: 'x' }} talk="everyone" choices={choices} />)

test('the heading has the number of all comments, for the script too, and says whose they are', () => {
  expect(draw()).toMatch(/<h2 id="\w+" data-total="1234">1,234 comments<\/h2>/)
  const voted = draw({ voted: { slug: 'crooked', heading: 'Crooked', number: 1 }, sort: 'newest' })
  expect(voted).toMatch(/data-total="1234">From those who voted for “Crooked”<\/h2>/)
})

test('hearts lead back to the page that is shown, and say on it why one was refused', () => {
  page.address = '/articles/x?sort=newest&cursor=comment0001'
  expect(draw()).toContain('name="back" value="/articles/x?sort=newest&amp;cursor=comment0001"')
  page.address = '/articles/x?what=<b>'
  expect(draw()).toContain('<input type="hidden" name="back" value="/articles/x"/>')
  page.form = { form: 'heart:comment0002', message: 'You like so much at once: wait a little', values: {} }
  const beside = draw().split('id="comment-comment0002"')[1]
  expect(beside).toMatch(/<p class="error" role="alert">You like so much/)
  expect(draw().match(/role="alert"/g)).toHaveLength(1)
})

test('no entry can have an address that is an id of the conversation', () => {
  const drawn = draw() + draw({ focus: 'comment0002', replyTo: 'comment0002' })
  const ids = [...drawn.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id!)
  expect(ids).toContain('talk_hearts')
  expect(ids).toContain('talk_reply')
  expect(ids).toContain('talk_who_voted')
  for (const id of ids) if (!/comment0/.test(id)) expect(entrySlug.safeParse(id).success, id).toBe(false)
  // What names another element finds it.
  for (const [, name] of drawn.matchAll(/ (?:form|for|popovertarget|aria-labelledby)="([^"]*)"/g)) expect(ids).toContain(name)
})

test('a refused because stands in the form of comments where its entry has no place of its own', () => {
  page.form = { form: 'because', message: 'This list has no such entry', values: { entry: 'an-older-address', body: 'half a thought' } }
  expect(draw()).toMatch(/<textarea [^>]*id="talk_body"[^>]*>\s*half a thought<\/textarea>/)
  page.form.values.entry = 'crooked'
  expect(draw()).not.toContain('half a thought')
  const onEntry = (isRemoved: boolean) => html(<Conversation conversation={view()} stage={{ slug: 'x', entry: 'crooked', isRemoved }} talk="everyone" />)
  expect(onEntry(false)).not.toContain('half a thought')
  expect(onEntry(true)).toContain('half a thought')
})

test('a thread whose later replies are not loaded does not say how many follow below', () => {
  const reply = (id: string, to: string) => comment(id, { inReplyTo: { id: to, name: 'Mina' } })
  const replies = [comment('comment0002'), reply('comment0003', 'comment0002'), reply('comment0004', 'comment0003')]
  const thread = { ...view().threads[0]!, replies, replyCount: 9 }
  expect(draw({ threads: [thread] })).toMatch(/Continue this thread\s*<span class="vh">: 1 more/)
  expect(draw({ threads: [{ ...thread, later: { id: 'comment0005', count: 6 } }] })).not.toContain(': 1 more')
})
