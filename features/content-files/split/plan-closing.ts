import { rangeOf } from './bare-words'
import type { Block } from './blocks'
import { partLabels } from './labels'
import { sentencesOf } from './mentions'
import type { EntryPlan, Piece, Plan } from './plan'

const closingWords =
  /^(?:(?:and |so |well,? )*(?:that[’']s (?:it|all|our|my|the)|that is (?:it|all|our)|those (?:are|were)|these (?:are|were|\w+ (?:videos|songs|mvs))|there (?:you have|we have)|what[’']s your|what (?:is|are|do|did) you|which|who|do you|did (?:we|you|i)|have (?:we|you|i)|let us|let me|tell us|share|leave|we hope|i hope|thanks|thank you|in (?:conclusion|the end|short|all)|all in all|whichever|whatever (?:you|your)|if you|until next|stay tuned|all of (?:these|them)|of all|honou?rable)|여러분|당신|어떤|이상|지금까지|이렇게|댓글|마치며)/i
/** What is said of all of them together, or to readers, wherever it stands in the last words. */
const ofAll = /^(?:and )?what (?:(?:all|the|these|those) )?(?:\w+ of (?:them|these|those)|(?:they|these \w+|those \w+)(?: all)?) (?:all )?(?:share|have|do)\b/i
const toReaders =
  /\b(?:comments? (?:are|is) open|(?:in|leave (?:us )?an?|write an?) comments?\b|comments? below|let (?:us|me) know|tell (?:us|me) (?:in|which|what|who|below))\b|댓글/i
const asks = /[?？]/
/** Likely, and not sure. */
const maybeClosing = 0.75
/** A paragraph that is one short question. */
const isQuestion = (words: string) => words.length <= 160 && /[?？]["”’)]*$/.test(words.trim()) && sentencesOf(words).length <= 2

/** Where the last entry goes on longer than every other, which are of one length: from there on it is no longer spoken of. The top of a countdown may be longer. */
function closingBeyond({ countdown }: Plan, entries: readonly EntryPlan[], isWhole: (piece: Piece) => boolean): number {
  const { body } = entries.at(-1)!
  const lengths = new Set(entries.slice(0, -1).map((one) => one.body.length))
  const [length] = lengths
  const goesOn = !countdown && entries.length > 3 && lengths.size === 1 && body.length > length! && body.length <= length! + 6
  return goesOn && body.slice(length).every(isWhole) ? length! : body.length
}

/** The closing words under the last entry, and the question in them. */
export function takeClosing(plan: Plan, blocks: readonly Block[]) {
  const entries = [plan, ...plan.sections].flatMap((one) => one.entries)
  const longest = Math.max(0, ...entries.slice(0, -1).map((one) => one.body.length))
  const body = entries.at(-1)?.body
  const wordsOf = (piece: Piece) => blocks.find(({ from, to }) => from <= piece.from && to >= piece.to)?.words
  const isWhole = (piece: Piece) => blocks.some(({ from, to, kind }) => from === piece.from && to === piece.to && kind === 'paragraph')
  if (body && plan.outro.length === 0) {
    let from = closingBeyond(plan, entries, isWhole)
    for (let at = body.length - 1; at > 0 && at >= body.length - 3; at--) {
      const words = isWhole(body[at]!) ? (wordsOf(body[at]!)?.text ?? '') : ''
      const last = sentencesOf(words).at(-1)
      if (
        closingWords.test(words) ||
        ofAll.test(words) ||
        (at === body.length - 1 && toReaders.test(words)) ||
        (at === body.length - 1 && isQuestion(words)) ||
        (at === body.length - 1 && last && asks.test(words.slice(last.from)) && /\b(?:you|your)\b|여러분|당신|나요|까요/i.test(words))
      )
        from = Math.min(from, at)
    }
    const moved = body.splice(from)
    for (const piece of moved) {
      const use = plan.uses.find((one) => one.from === piece.from && one.to === piece.to)
      if (use) use.as = 'outro'
    }
    plan.outro.push(...moved)
    // Longer than any other, it may have the closing words in it: that is for its writer to see.
    const last = entries.at(-1)!
    if (moved.length === 0 && entries.length > 2 && last.body.length > longest) last.confidence = Math.min(last.confidence, maybeClosing)
  }
  for (const pieces of plan.outro.length > 0 ? [plan.outro] : body ? [body.slice(-1)] : []) takeQuestion(plan, pieces, wordsOf, plan.outro.length > 0)
}

function takeQuestion(plan: Plan, pieces: Piece[], wordsOf: (piece: Piece) => Block['words'] | undefined, outro: boolean) {
  for (let at = pieces.length - 1; at >= Math.max(0, pieces.length - 3); at--) {
    const piece = pieces[at]!
    const words = wordsOf(piece)
    if (!words) continue
    const found = sentencesOf(words.text).findLast(({ from, to }) => asks.test(words.text.slice(from, to)) && to - from <= 200)
    if (!found || (!outro && !/\b(?:you|your)\b|여러분|당신|나요|까요/i.test(words.text.slice(found.from, found.to)))) continue
    const sentence = words.text.slice(found.from, found.to)
    const start = found.from + (sentence.length - sentence.trimStart().length)
    const label = partLabels.question.exec(words.text.slice(start, found.to))?.[0].length ?? 0
    const question = words.text.slice(start + label, found.to).trim()
    const range = rangeOf(words, start + label, found.to)
    if (range.from < piece.from || range.to > piece.to) continue
    const use = plan.uses.find((one) => one.from === piece.from && one.to === piece.to)
    if (!use) continue
    plan.question = question
    const parts = [
      { from: piece.from, to: label > 0 ? rangeOf(words, start, start + label).from : range.from },
      { from: range.to, to: piece.to },
    ]
    plan.uses.splice(
      plan.uses.indexOf(use),
      1,
      { ...range, as: 'question' },
      ...(label > 0 ? [{ ...rangeOf(words, start, start + label), as: 'dropped', why: 'the word that says what it is' }] : []),
      ...parts.filter(({ from, to }) => to > from).map((part) => ({ ...part, as: use.as })),
    )
    const list = outro ? plan.outro : [plan, ...plan.sections].flatMap((one) => one.entries).at(-1)!.body
    list.splice(list.indexOf(piece), 1, ...parts.filter(({ from, to }) => to > from))
    return
  }
}
