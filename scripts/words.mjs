// `npm run words`: all words of the interface with their places, as JSON. `npm run -s words -- ko`: those that translations/ko.json lacks, in the form of that file.
import fs from 'node:fs'
import { UserError, fail } from './steps/user-error.mjs'
import { findFaults, findUnused, readCatalogue } from './words/catalogue.mjs'
import { readTranslation, translationFile } from './words/language.mjs'

function main() {
  const words = readCatalogue()
  const language = process.argv[2]
  if (!language) return console.log(JSON.stringify(Object.fromEntries(words), null, 1))
  if (!/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(language)) throw new UserError(`Name a language as its tag, such as ko or pt-BR (it is “${language}”).`)
  const translation = fs.existsSync(translationFile(language)) ? readTranslation(language) : {}
  const faults = findFaults(translation, words)
  const open = [...words.keys()].filter((english) => !translation[english])
  console.log(JSON.stringify(Object.fromEntries(open.map((english) => [english, ''])), null, 1))
  for (const fault of faults) console.error(fault)
  for (const key of findUnused(translation, words)) console.error(`“${key}” is said nowhere any more`)
  console.error(`${words.size - open.length} of ${words.size} texts are translated.`)
  if (faults.length > 0) process.exitCode = 1
}

try {
  main()
} catch (error) {
  fail(error)
}
