// All words of the interface in one place, read from the sources.
import fs from 'node:fs'
import path from 'node:path'
import { filesUnder } from '../steps/fingerprint.mjs'
import { root } from '../steps/run.mjs'
import { wordFolders } from './language.mjs'
import { findMessages } from './messages.mjs'

/** Our sources by name, tests and generated ones left out. */
export const wordSources = () => wordFolders.flatMap((folder) => [...filesUnder(folder)]).filter((file) => /(?<!\.d)\.tsx?$/.test(file))

/** Each English text with the places where it is said, as `file:line`. It takes about three seconds. */
export function readCatalogue() {
  const words = new Map()
  for (const file of wordSources()) {
    for (const { kind, key, line } of findMessages(fs.readFileSync(path.join(root, file), 'utf8'), file)) {
      if (kind !== 'locale') words.set(key, [...(words.get(key) ?? []), `${file}:${line}`])
    }
  }
  return words
}

const slotsIn = (text) => [...text.matchAll(/\{\d+\}/g)].map(([slot]) => slot)

/** The English text of a translation's key, which may have a file before it; null for one that is said nowhere any more. */
function englishOf(key, words) {
  if (words.has(key)) return key
  const [file, english] = key.split(/\|(.*)/s)
  return words.get(english)?.some((place) => place.startsWith(`${file}:`)) ? english : null
}

/** What is wrong with a translation, a sentence each: what is put in where the English has nothing. */
export const findFaults = (translation, words = readCatalogue()) =>
  Object.entries(translation).flatMap(([key, said]) => {
    const there = slotsIn(englishOf(key, words) ?? said)
    return slotsIn(said).flatMap((slot) => (there.includes(slot) ? [] : [`“${key}”: its translation has ${slot}, which the English has not`]))
  })

/** The keys of a translation that are said nowhere any more. They do no harm. */
export const findUnused = (translation, words = readCatalogue()) => Object.keys(translation).filter((key) => englishOf(key, words) === null)
