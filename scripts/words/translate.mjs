// Puts the words of another language into a source file before it is built.
import { findMessages } from './messages.mjs'

/** What was put in is named by number: `{0}`. */
const slotOf = /\{(\d+)\}/g

const inTemplate = (text) => text.replace(/[\\`]|\$(?=\{)/g, '\\$&')

/**
 * The source with its messages in another language. `words` are that language's, by their English text; `FILE|TEXT` goes before `TEXT`, for one English word that
 * is two elsewhere. What has no translation stays English. `language` is a tag of BCP 47, for dates and numbers.
 */
export function translate(source, file, words, language) {
  const messages = findMessages(source, file)

  /** The source from `start` to `end`, with what stands inside translated. `from` is the first message that may begin there. */
  function piece(start, end, from = 0) {
    let out = ''
    let at = start
    for (let index = from; index < messages.length && messages[index].start < end; index++) {
      const message = messages[index]
      if (message.start < at || message.end > end) continue
      const said = message.kind === 'locale' ? language : (words[`${file}|${message.key}`] ?? words[message.key])
      if (!said) continue
      out += source.slice(at, message.start) + write(message, said, index + 1)
      at = message.end
    }
    return out + source.slice(at, end)
  }

  function write({ kind, slots }, said, from) {
    const inside = (slot) => piece(slots[slot].start, slots[slot].end, from)
    const parts = said.split(slotOf).map((part, at) => (at % 2 === 0 ? { text: part } : { slot: Number(part) }))
    for (const { slot } of parts)
      if (slot !== undefined && !slots[slot]) throw new Error(`${file}: the translation “${said}” has {${slot}}, which the English has not`)
    if (kind === 'children') return parts.map(({ text, slot }) => (text === undefined ? inside(slot) : text && `{${JSON.stringify(text)}}`)).join('')
    if (kind === 'template') return `\`${parts.map(({ text, slot }) => (text === undefined ? `\${${inside(slot)}}` : inTemplate(text))).join('')}\``
    return kind === 'attribute' ? `{${JSON.stringify(said)}}` : JSON.stringify(said)
  }

  return piece(0, source.length)
}
