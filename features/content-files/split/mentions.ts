import { addNames, looksLikeName, singers } from './names-in'
import { nameOfTitle, quotedIn, type Named, type Span } from './quoted'
import type { KnownRecords } from './known-records'
import type { RecordKind } from '@/features/records/schema'

/** A song that a sentence speaks of, and who sings it as far as the sentence tells. */
export type Mention = { song: Named; artists: Named[]; featured: Named[]; known: boolean; tied: boolean }

const word = "(?:(?:\\p{Lu}|\\p{N}|[a-z]\\p{Lu})[\\p{L}\\p{N}.&’'!-]*|\\p{L}?\\(\\p{L}{1,3}\\)[\\p{L}-]*)"
const nameRun = `${word}(?:\\s+(?:(?:&|and|of|the|x|and the)\\s+)?${word}){0,4}`
const possessive = new RegExp(`(${nameRun}?)(?:[’']s|(?<=s)[’'])\\s+(?:[\\p{L}\\p{N}-]+,?\\s+){0,5}$`, 'u')
/** “Paul Kim, whose “Rain””. */
const whosePattern = new RegExp(`(${nameRun}),?\\s+whose\\s+(?:[\\p{L}\\p{N}-]+,?\\s+){0,4}$`, 'u')
/** “…, and T-ara answered with “Cry Cry””: who does it, in a clause of its own. */
const clauseSubject = new RegExp(`[,;:–—]\\s+(?:and\\s+|while\\s+|but\\s+|then\\s+|where\\s+|so\\s+)*(${nameRun})\\s+\\p{Ll}[^,;:“”"]*$`, 'u')
/** “(feat. W)” behind a title. */
const featAfter = /^\s*[([]\s*(?:feat(?:uring|\.)?|ft\.?|with|피처링)\s+([^()[\]]{1,80})[)\]]/iu
const possessiveKorean =
  /(?<![\p{L}\p{N}])((?:(?!(?:아니라|먼저|마지막|다시|이제|바로|역시|가장|그리고|또|우선|다음|특히|물론|결국)\p{L}*\s)[\p{L}\p{N}.-]+(?<![은는도서에면고로게며만때])\s)?[\p{L}\p{N}.-]+)의\s+(?:(?!\p{L}*의\s)\p{L}+\s+){0,2}$/u
/** “하얀새가 부른 ‘등대’”, and “박혜린 ‘붉은 간판’” at the beginning of a sentence. */
const singsKorean =
  /(?:^|\s)(?:가수\s+|그룹\s+|밴드\s+)?([\p{Script=Hangul}\p{N}A-Za-z.-]+?)[이가]\s+(?:부른|발표한|노래한|낸)\s+(?:곡\s+)?$|^\s*(?:가수\s+|그룹\s+|밴드\s+)?(\p{Script=Hangul}{2,6})\s+$/u
const byAfter = new RegExp(`^[,]?\\s*(?:\\([^)]*\\)\\s*)?(?:by|from|–|—)\\s+(${nameRun})`, 'u')
/** “In “Scooter”, The Minor Keys let …” */
const subjectAfter = new RegExp(`^,?\\s+(${nameRun})\\s+\\p{Ll}`, 'u')
/** “GOT7 climbed Table Mountain for “You Are””: who the sentence is about. */
const subjectFirst = new RegExp(`^\\s*(?:\\p{Lu}\\p{Ll}+,\\s+)?(${nameRun})\\s+\\p{Ll}`, 'u')
const isSurelyName = (name: string) => /\p{L}/u.test(name) && /^[\p{Lu}\p{N}]{2}|\s\p{Lu}|^\p{Lu}\S*[\p{Lu}\p{N}]/u.test(name)
/** Words that say that it is not this song. */
const isDenied = /^\s*(?:[이가은는]\s+)?(?:아니라|아니고|아니지만)|^\s*일\s*것\s*같지만|^\s*[을를]?\s*(?:제외|빼고)/u
/** Somebody says what stands before it. */
const isSpeech = /^,?\s*(?:(?:he|she|they|it|\p{Lu}\p{L}+)\s+)?(?:says?|said|asks?|asked|tells?|told|writes|wrote|라고|라며)(?:\s|[,.])/u
const runs = new RegExp(nameRun, 'gu')

/** Ends of sentences, as far as letters tell: a point behind an abbreviation ends none. */
const sentenceEnd = /(?![!?…]{1,9}["”’']\s+\p{Ll})(?<!\b(?:Mr|Mrs|Ms|Dr|St|vs|feat|ft|No|a\.m|p\.m|[A-Z]))[.!?…]{1,9}["”’')\]」]{0,9}(?=\s|$)|[。！？]|\n/gu

/** The sentences of words. */
export function sentencesOf(text: string): Span[] {
  const spans: Span[] = []
  let from = 0
  const add = (to: number) => {
    if (text.slice(from, to).trim() !== '') spans.push({ from, to })
    from = to
  }
  for (const { index, 0: end } of text.matchAll(sentenceEnd)) add(index + end.length)
  add(text.length)
  return spans
}

const maxSentence = 3000
const maxBefore = 200

/** Songs in quotation marks that a stretch of words speaks of. */
export function mentionsIn(text: string, { from, to }: Span, known: KnownRecords): Mention[] {
  // What is longer is no sentence.
  if (to - from > maxSentence) return []
  const sentence = text.slice(from, to)
  const quoted = quotedIn(sentence)
  if (quoted.length === 0) return []
  const names = knownNamesIn(sentence, known).filter((name) => !quoted.some((one) => name.from >= one.from && name.to <= one.to))
  return quoted.flatMap((title, index): Mention[] => {
    if (
      !looksLikeTitle(title.name) ||
      isSpeech.test(text.slice(from + title.to, from + title.to + 60).trimStart()) ||
      isDenied.test(text.slice(from + title.to, from + title.to + 20))
    )
      return []
    const before = sentence.slice(Math.max(index > 0 ? quoted[index - 1]!.to : 0, title.from - maxBefore), title.from)
    const after = sentence.slice(title.to, quoted[index + 1]?.from)
    const start = title.from - before.length
    const moved = (name: string, at: number): Named => ({ name, from: from + at, to: from + at + name.length })
    let artists: Named[] = []
    let tied = true
    const owner = possessive.exec(before) ?? whosePattern.exec(before) ?? possessiveKorean.exec(before)
    const sings = singsKorean.exec(before)
    const by = byAfter.exec(after)
    const near = names.filter((name) => name.from >= start && name.to <= title.from)
    const behind = names.filter((name) => name.from >= title.to && name.to <= title.to + after.length)
    // In the middle of a sentence a “The” with a capital is a part of the name.
    const isInside = owner && /\S/.test(sentence.slice(0, start + owner.index)) && /^The\s\p{Lu}/u.test(owner[1]!)
    const whose = owner && (isInside ? { name: owner[1]!, at: owner.index } : withoutCommon(owner[1]!, owner.index))
    if (by) artists = named(moved(by[1]!, title.to + after.indexOf(by[1]!, by[0].length - by[1]!.length)), names, from)
    else if (whose && looksLikeName(whose.name)) artists = named(moved(whose.name, start + whose.at), names, from)
    else if (sings && near.length === 0) {
      const name = (sings[1] ?? sings[2])!
      artists = [moved(name, start + before.lastIndexOf(name))]
    } else if (index > 0 && clauseSubject.test(before)) {
      const [all, name] = clauseSubject.exec(before) as unknown as [string, string]
      const at = before.length - all.length + all.indexOf(name)
      artists = named(moved(name, start + at), names, from)
    } else if (near.length > 0) artists = lastGroup(near, sentence).map((one) => moved(one.name, one.from))
    else {
      tied = false
      const found = [...before.matchAll(runs)].map(({ 0: name, index }) => withoutCommon(name, index)).filter(({ name }) => name !== '')
      // A name of two words is less often a place or the first word of a sentence.
      const run = found.findLast(({ name }) => /\s/.test(name)) ?? found.at(-1)
      const subject = subjectAfter.exec(after)
      const first = index === 0 ? subjectFirst.exec(before) : null
      const who = first && withoutCommon(first[1]!, first[0].indexOf(first[1]!))
      if (subject && /(?:^|\s)(?:in|with|for|on)\s+$/i.test(before) && !run) {
        tied = true
        artists = named(moved(subject[1]!, title.to + after.indexOf(subject[1]!)), names, from)
      } else if (who && isSurelyName(who.name) && !known.find(who.name, ['place'])) {
        tied = true
        artists = named(moved(who.name, start + who.at), names, from)
      } else if (run) artists = [moved(run.name, start + run.at)]
      else if (behind[0] && !/\b(?:featur(?:es?|ing)|with|alongside|starring|stars|guests?|cameo)\b/i.test(sentence.slice(title.to, behind[0].from)))
        artists = [moved(behind[0]!.name, behind[0]!.from)]
    }
    const { song, guests } = nameOfTitle(title)
    const featured: Named[] = []
    const behindTitle = featAfter.exec(after)
    if (guests) addNames(featured, sentence, guests.from, guests.to, known, singers, true)
    else if (behindTitle) {
      const at = title.to + after.indexOf(behindTitle[1]!)
      addNames(featured, sentence, at, at + behindTitle[1]!.length, known, singers, true)
    }
    const placed = <T extends Span>(span: T): T => ({ ...span, from: from + span.from, to: from + span.to })
    return [{ song: placed(song), artists, featured: featured.map(placed), known: known.find(song.name, ['song']) !== null, tied: tied && artists.length > 0 }]
  })
}

const common =
  /^(?:(?:she|he|they|it|their|his|her|we|the|this|that|these|those|an?|in|on|at|for|when|while|after|before|with|and|but|both|one|two|three|of|from|as|if|so|here|there|you|i|my|our|its|what|who|which|where|how|why|not|no|yes|all|some|most|many|another|by|to|about|over|under|because|is|are|was|were|always|maybe|perhaps|probably|certainly|surely|definitely|obviously|honestly|clearly|actually|naturally|recently|suddenly|often|sometimes|never|later|earlier|today|tonight|yesterday|again|do|does|did|has|have|let|look|watch|begin|start|put|take|consider|try|hear|meet|see|remember|imagine|recall|listen to|add|give|picture|enter|enjoy|ask|thank|blame|now|then|next|first|second|third|last|lastly|finally|also|up|even|just|only|still|like|every|each|everybody|everyone|nobody|somebody|someone|people|mv|mvs)(?:\s+|$))+/i

/** A run of capitals without the words that begin a sentence. */
function withoutCommon(run: string, at: number): { name: string; at: number } {
  const lead = common.exec(run)?.[0].length ?? 0
  return { name: run.slice(lead).replace(/[’'.,!]s?$/, ''), at: at + lead }
}

const familyName =
  /(?:^|\s)(?:Ahn|Bae|Baek|Bang|Byun|Cha|Cho|Choi|Chung|Eom|Go|Ha|Han|Heo|Hong|Huh|Hwang|Hyun|Im|Jang|Jeon|Jeong|Jin|Joo|Jung|Kang|Kim|Ko|Kwak|Kwon|Lee|Lim|Min|Moon|Na|Nam|Noh|Oh|Pyo|Ryu|Seo|Shim|Shin|Sim|Son|Song|Uhm|Won|Woo|Yang|Yeon|Yoo|Yoon|Yu)$/

/** The known names inside a run of capitals, or the run itself. */
function named(run: Named, names: readonly Named[], from: number): Named[] {
  const inside = names.filter((name) => from + name.from >= run.from && from + name.to <= run.to)
  const last = inside.at(-1)
  // “Lim Jae-beom” is nobody’s alias “Jae-beom”: a family name stands before it.
  if (last && !/\s/.test(last.name) && familyName.test(run.name.slice(0, from + last.from - run.from).trim())) return [run]
  return last ? [{ name: last.name, from: from + last.from, to: from + last.to }] : [run]
}

/** Names that stand together: “Donghae and Eunhyuk”. */
function lastGroup(names: readonly Named[], text: string): Named[] {
  const last = names.at(-1)!
  const before = names.at(-2)
  // “Hyolyn of SISTAR”: she sings, not they all.
  if (before && /^\s+(?:of|from)\s+(?:the\s+)?$/.test(text.slice(before.to, last.from))) return lastGroup(names.slice(0, -1), text)
  const group = [last]
  for (let at = names.length - 2; at >= 0; at--) {
    if (!/^\s*(?:&|and|,|와|과|·)\s*$/.test(text.slice(names[at]!.to, group[0]!.from))) break
    group.unshift(names[at]!)
  }
  return group
}

/** Whom “her “Rainy Day”” speaks of: the name with which a sentence before begins. Without such a word it must be a name in its looks: “NewJeans”. */
export function subjectBefore(text: string, song: Span): Named | null {
  const isHers = /(?:^|[\s,.;:–—])(?:[Hh]er|[Hh]is|[Tt]heir)\s+(?:own\s+)?(?:[\p{L}\p{N}-]+,?\s+){0,3}$/u.test(text.slice(0, song.from))
  const before = sentencesOf(text.slice(0, song.from)).slice(0, -1)
  for (const { from, to } of before.toReversed().slice(0, 2)) {
    const words = text.slice(from, to)
    const run = new RegExp(`^\\s*(${nameRun})(?=,|\\s+\\p{Ll})`, 'u').exec(words)
    const name = run && withoutCommon(run[1]!, run[0].length - run[1]!.length)
    if (name && looksLikeName(name.name) && (isHers || /^[\p{Lu}\p{N}]+\p{Ll}*[\p{Lu}\p{N}]/u.test(name.name)))
      return { name: name.name, from: from + name.at, to: from + name.at + name.name.length }
  }
  return null
}

/** Names in a stretch of words that no record knows: several words with capitals that are no place and begin no sentence by chance. */
export function unknownNamesIn(text: string, known: KnownRecords): Named[] {
  const titles = quotedIn(text)
  return [...text.matchAll(runs)].flatMap(({ 0: run, index }) => {
    const { name, at } = withoutCommon(run.split(/(?<=\p{L}{2})\.\s/u)[0]!, index)
    const [from, to] = [at, at + name.length]
    const isName = /\s\p{Lu}/u.test(name) && !known.find(name, ['place', 'song']) && !titles.some((one) => from < one.to && to > one.from)
    return isName ? [{ name, from, to }] : []
  })
}

const looksLikeTitle = (title: string) =>
  title.length <= 80 &&
  title.split(/\s+/).length <= 9 &&
  /^[\p{Lu}\p{N}\p{Script=Hangul}\p{Script=Han}\p{Script=Katakana}\p{Script=Hiragana}(#.]/u.test(title) &&
  !/[,;]$/.test(title)

const maxWords = 5

/** Names of people and groups that are known, the longest at each place. */
export function knownNamesIn(text: string, known: KnownRecords, kinds: readonly RecordKind[] = singers): Named[] {
  const words = [...text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}.&’'-]*|&/gu)].map((found) => ({ from: found.index, to: found.index + found[0].length }))
  const found: Named[] = []
  for (let at = 0; at < words.length; at++) {
    for (let count = Math.min(maxWords, words.length - at); count > 0; count--) {
      const from = words[at]!.from
      const end = words[at + count - 1]!.to
      if (text[from] === '&' || text[end - 1] === '&') continue
      const name = text.slice(from, end).replace(/[’']s?$|[.’'-]+$/u, '')
      // A known name may be a plain word too: as a name it begins with a capital.
      const candidates = [name, name.replace(/(?<=\p{Script=Hangul})(?:은|는|이|가|을|를|의|와|과|도|에서|에)$/u, '')]
      const hit = /^[\p{Lu}\p{N}\p{Script=Hangul}]|^[a-z]\p{Lu}/u.test(name) ? candidates.find((one) => one !== '' && known.find(one, kinds)) : undefined
      if (!hit) continue
      found.push({ name: hit, from, to: from + hit.length })
      at += count - 1
      break
    }
  }
  return found
}

const cue =
  /^(?:(?:(?:only |just )?(?:a|an|one|two|three|a few|several|some|many|\d+) )?(?:(?:minutes?|hours?|nights?|days?|weeks?|months?|years?|summers?|winters?) (?:later|after(?:wards)?|on),? )|first(?:ly)?|first up|next(?: up)?|then|after (?:that|this)|another|also|second(?:ly)?|third(?:ly)?|fourth|fifth|finally|last(?:ly)?|last but not least|the (?:first|second|third|fourth|fifth|next|last|final|other)|moving on|meanwhile|later|up next|to (?:begin|start|finish)|kicking|we (?:begin|start|open|end|finish)|it (?:all )?(?:began|started|begins|starts)|and (?:then|finally)|following|in (?:first|second|third) place|number \w+|closing|rounding|가장 먼저|첫|먼저|우선|다음|그다음|이어|그리고|또|두 번째|세 번째|네 번째|끝으로|마지막)/i

/** Whether a sentence begins as one that brings the next thing of a list. */
export const isCue = (sentence: string): boolean => cue.test(sentence.trimStart())
