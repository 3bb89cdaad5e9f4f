import { decodeEntities, parseElements, type XmlElement } from '@/platform/text/exported-xml'
import { momentOf, UnreadableFile, type SourceComment, type SourceFile, type SourceState } from './source'

const childOf = (element: XmlElement, name: string) => element.children.find((child) => child.name === name)
const valueOf = (element: XmlElement, name: string) => (childOf(element, name)?.text ?? '').trim()
const idOfElement = (element: XmlElement | undefined) => element?.attributes['dsq:id'] ?? element?.attributes.id ?? ''

/** Programs that send an export may write a remark after it. */
function expectWhole(text: string, root: string): void {
  if (!text.slice(-2000).includes(`</${root}>`)) throw new UnreadableFile(`it ends in the middle: expected </${root}> at its end`)
}

/** An export of Disqus: threads with their addresses, then all comments (“posts”) of the forum. */
export function readDisqus(text: string): SourceFile {
  if (!/<disqus[\s>]/.test(text.slice(0, 5000))) throw new UnreadableFile('expected an export of Disqus (XML that begins with <disqus>)')
  expectWhole(text, 'disqus')
  const threads = new Map<string, { address: string; isUnlisted: boolean }>()
  const comments: SourceComment[] = []
  for (const element of parseElements(text, new Set(['thread', 'post']))) {
    if (element.name === 'thread') {
      const address = valueOf(element, 'link') || valueOf(element, 'id')
      threads.set(idOfElement(element), { address, isUnlisted: valueOf(element, 'isDeleted') === 'true' })
      continue
    }
    const author = childOf(element, 'author')
    const said = (name: string) => (author ? valueOf(author, name) : '')
    comments.push({
      id: idOfElement(element),
      thread: idOfElement(childOf(element, 'thread')),
      parentId: idOfElement(childOf(element, 'parent')) || null,
      person: said('username') ? `user ${said('username')}` : said('email') ? `mail ${said('email').toLowerCase()}` : `name ${said('name')}`,
      name: said('name') || said('username'),
      words: withoutDetours(valueOf(element, 'message')),
      isHtml: true,
      at: momentOf(valueOf(element, 'createdAt')),
      editedAt: null,
      state: disqusState(element),
      hearts: 0,
    })
  }
  // A comment may stand before its thread.
  return {
    comments: comments.map((comment) => {
      const { address, isUnlisted } = threads.get(comment.thread) ?? { address: `thread ${comment.thread}`, isUnlisted: false }
      return { ...comment, thread: address, isUnlisted }
    }),
  }
}

function disqusState(post: XmlElement): SourceState {
  if (valueOf(post, 'isSpam') === 'true') return 'spam'
  if (valueOf(post, 'isDeleted') === 'true') return 'deleted'
  return valueOf(post, 'isApproved') === 'false' ? 'pending' : 'visible'
}

/** Disqus sends readers of a link to itself first: https://disq.us/url?url=<address>%3A<signature>. */
const withoutDetours = (html: string) =>
  html.replaceAll(/https?:\/\/disq\.us\/url\?url=([^"'&\s<]+)[^"'\s<]*/g, (whole, encoded: string) => {
    try {
      const address = decodeURIComponent(encoded).replace(/:[\w-]{10,40}$/, '')
      return /^https?:\/\/[^"'<>\s]+$/.test(address) ? address : whole
    } catch {
      return whole
    }
  })

/** An export of WordPress (WXR): each post has its comments in it. */
export function readWordpress(text: string): SourceFile {
  if (!/<rss\b[^>]*\bxmlns:wp=/.test(text.slice(0, 5000))) throw new UnreadableFile('expected an export of WordPress (WXR: <rss> with xmlns:wp)')
  expectWhole(text, 'rss')
  const comments: SourceComment[] = []
  for (const item of parseElements(text, new Set(['item']))) {
    const page = { thread: addressOfItem(item), isUnlisted: !shownItems.has(valueOf(item, 'wp:status')) || valueOf(item, 'wp:post_password') !== '' }
    for (const comment of item.children) if (comment.name === 'wp:comment') comments.push({ ...wordpressComment(comment), ...page })
  }
  return { comments }
}

/** States of what everyone could read; a picture is as what it hangs on is. */
const shownItems = new Set(['', 'publish', 'inherit'])

/** A draft’s link is “?p=12”: then its slug. */
function addressOfItem(item: XmlElement): string {
  const link = valueOf(item, 'link')
  const slug = valueOf(item, 'wp:post_name')
  return slug && (!link || /^https?:\/\/[^/]+\/?(?:\?|$)/.test(link)) ? `/${slug}/` : link
}

function wordpressComment(comment: XmlElement): Omit<SourceComment, 'thread'> {
  const said = (name: string) => valueOf(comment, `wp:comment_${name}`)
  const [user, mail] = [said('user_id'), said('author_email').toLowerCase()]
  const parent = said('parent')
  return {
    id: said('id'),
    parentId: parent === '' || parent === '0' ? null : parent,
    person: user && user !== '0' ? `user ${user}` : mail ? `mail ${mail}` : `name ${said('author')}`,
    // It is kept with entities, and the export puts it in CDATA as it is.
    name: decodeEntities(said('author')),
    words: paragraphs(said('content')),
    isHtml: true,
    at: momentOf(said('date_gmt')) ?? momentOf(said('date')),
    editedAt: null,
    state: wordpressState(said('type'), said('approved')),
    hearts: 0,
  }
}

/** Plugins keep other things as comments: notes of editors, orders, likes of other sites. Only what is known to be one is one. */
function wordpressState(type: string, approved: string): SourceState {
  if (type === 'pingback' || type === 'trackback') return 'ping'
  return ['', 'comment', 'review'].includes(type) ? (wordpressStates[approved] ?? 'unknown') : 'unknown'
}

const wordpressStates: Record<string, SourceState> = {
  '1': 'visible',
  approve: 'visible',
  '0': 'pending',
  hold: 'pending',
  spam: 'spam',
  trash: 'deleted',
  // What it was before its post went to the trash is not in the export.
  'post-trashed': 'pending',
}

/** WordPress keeps a comment's paragraphs as empty lines between what may be HTML. */
const paragraphs = (html: string) =>
  /<(?:p|div|ul|ol|blockquote|pre)[\s>]/i.test(html)
    ? html
    : html
        .split(/\r?\n\s*\r?\n/)
        .map((part) => `<p>${part.trim().replaceAll(/\r?\n/g, '<br>')}</p>`)
        .join('\n')
