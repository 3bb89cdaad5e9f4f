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

/** What is wrong with a translation, a sentence each: what the sources do not say, and what is put in where the English has nothing. */
export function findFaults(translation, words = readCatalogue()) {
  return Object.entries(translation).flatMap(([key, said]) => {
    const [file, english] = key.includes('|') && !words.has(key) ? key.split(/\|(.*)/s) : [null, key]
    const places = words.get(english) ?? []
    if (places.length === 0 || (file && !places.some((place) => place.startsWith(`${file}:`)))) return [`“${key}” is said nowhere any more`]
    return slotsIn(said)
      .filter((slot) => !slotsIn(english).includes(slot))
      .map((slot) => `“${key}”: its translation has ${slot}, which the English has not`)
  })
}
