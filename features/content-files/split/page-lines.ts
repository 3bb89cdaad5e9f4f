import type { Block } from './blocks'
import type { Use } from './plan'

const kinds: [RegExp, string][] = [
  [/^\d{1,3}\s*(?:\/|of)\s*\d{1,3}$/, 'how many there are: entries are counted by the list'],
  [
    /^(?:(?:read|see|watch|listen)(?: also| more| next| too)|(?:read|see)(?=:)|also (?:read|see|watch|on)|related(?: (?:articles?|posts?|stories|reading))?:|more (?:from|like) |you (?:may|might) also like|recommended|관련 ?기사|함께 읽기|더 읽기)/i,
    'a line that leads to other articles',
  ],
  [
    /^(?:(?:photo|image|picture|screenshot|pic|still)s?(?: (?:by|credits?|courtesy of|source|via))?\s*[:/=©]|(?:photo|image|picture)s? (?:by|courtesy of)\s|사진\s*[=:/|ⓒ©]|ⓒ\s*사진)/i,
    'whose picture it was: pictures do not come along',
  ],
  [/^(?:©|ⓒ|\(c\)\s|copyright\b|all rights reserved)|무단 ?전재|재배포 ?금지/i, 'who owns the page'],
  [
    /^(?:share (?:this|on|via)\b|tweet this|subscribe\b|sign up (?:for|to)\b|follow us\b|unsubscribe\b|advertisement|sponsored|filed under|tags?:|categories:|posted in\b|leave a (?:comment|reply)$|no spam\b|(?:구독|공유)하기$)/i,
    'a line of the page, not of the article',
  ],
]
const authorBox = /^(?:about the (?:author|writer)s?|about me|the author|글쓴이|필자 소개)\s*:?$/i
const longest = 160

/** Takes out the lines that the page has around the article: each is dropped for a reason. `isFixed`: blocks that are surely of the list. */
export function withoutPageLines(blocks: readonly Block[], uses: Use[], isFixed: (block: Block) => boolean): readonly Block[] {
  let inBox = 0
  return blocks.filter((block, index) => {
    const { text } = block.words
    const isEnd = index > 0 && index >= blocks.length - 4
    if (isEnd && authorBox.test(text)) inBox = 2
    else if (inBox > 0) inBox--
    const why =
      (inBox > 0 && block.kind !== 'heading') || (authorBox.test(text) && isEnd)
        ? 'about who wrote it: authors have a field of their own'
        : index > 0 && text.length <= longest
          ? kinds.find(([pattern]) => pattern.test(text))?.[1]
          : undefined
    if (!why || isFixed(block) || text === '' || block.kind === 'video') return true
    uses.push({ from: block.from, to: block.to, as: 'dropped', why })
    return false
  })
}
