/** Marks that are told apart; of ’ nobody knows whether it closes a quotation or is an apostrophe. */
const pairs = ['“”', '«»', '‹›', '「」', '『』', '《》', '〈〉'].map(([open, close]) => ({ open: open!, close: close! }))

const isOdd = (prose: string) => prose.split('"').length % 2 === 0

/** The marks that stand open at the end of a paragraph, and whether something else is wrong with it. */
function marksOf(paragraph: string): { open: string[]; wrong: boolean } {
  // Code and addresses say nothing; „German quotations“ end with a sign that opens others.
  const prose = paragraph.replaceAll(/`[^`]*`|\]\([^)]*\)|„[^„“”]*[“”]/g, '')
  const count = (mark: string) => prose.split(mark).length - 1
  const open: string[] = isOdd(prose) ? ['"'] : []
  let wrong = prose.includes('„')
  for (const pair of pairs) {
    const excess = count(pair.open) - count(pair.close)
    if (excess === 1) open.push(pair.open)
    else if (excess !== 0) wrong = true
  }
  if (count('‘') > count('’')) open.push('‘')
  return { open, wrong }
}

const beginsWith = (paragraph: string | undefined, mark: string) => (paragraph ?? '').replace(/^[\s>#*_\-\d.)]*/, '').startsWith(mark)

/**
 * Paragraphs with quotation marks that open and do not close, or the reverse, or an odd number of straight ones. A quotation of several paragraphs opens in each of them and closes in
 * the last.
 */
export function openQuotesIn(text: string): string[] {
  const paragraphs = text.split(/\n[ \t>]*\n/)
  return paragraphs.filter((paragraph, index) => {
    const { open, wrong } = marksOf(paragraph)
    return wrong || open.some((mark) => !beginsWith(paragraphs[index + 1], mark))
  })
}
