// Which language the words of the interface have, and what makes them so when pages and bundles are built.
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { UserError } from '../steps/user-error.mjs'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')

/** Our own sources, which have words; what others wrote and what is generated has none of ours. */
export const wordFolders = ['app', 'cli', 'features', 'platform', 'server', 'ui']
const isOurs = (file) => wordFolders.some((folder) => file.startsWith(`${folder}/`)) && /\.tsx?$/.test(file)

/** The chosen language's tag, or null for English, which needs nothing. Throws a UserError when there is no such translation. */
export function interfaceLanguage(env = process.env) {
  const language = env.INTERFACE_LANGUAGE?.trim() || 'en'
  if (language === 'en') return null
  const there = fs.readdirSync(path.join(root, 'translations')).flatMap((name) => (name.endsWith('.json') ? name.slice(0, -5) : []))
  if (!there.includes(language)) throw new UserError(`INTERFACE_LANGUAGE must be en, or one of translations/: ${there.join(', ')} (it is “${language}”).`)
  return language
}

export const translationFile = (language) => path.join(root, 'translations', `${language}.json`)

/** The words of a language, by the English ones. Throws a UserError for what is no such file. */
export function readTranslation(language) {
  try {
    return JSON.parse(fs.readFileSync(translationFile(language), 'utf8'))
  } catch (error) {
    throw new UserError(`translations/${language}.json cannot be read: ${error.message}`)
  }
}

/** A source as it is to be built, whatever tool builds it. `file` is absolute. */
export async function translated(source, file, language) {
  const name = path.relative(root, file).split(path.sep).join('/')
  if (!isOurs(name)) return source
  const { translate } = await import('./translate.mjs')
  return translate(source, name, readTranslation(language), language)
}

/** What esbuild needs for the chosen language: nothing for English. */
export function languagePlugins() {
  const language = interfaceLanguage()
  if (!language) return []
  const load = async ({ path: file }) => ({
    contents: await translated(fs.readFileSync(file, 'utf8'), file, language),
    loader: file.endsWith('x') ? 'tsx' : 'ts',
  })
  return [{ name: 'words', setup: (build) => build.onLoad({ filter: /\.tsx?$/ }, load) }]
}
