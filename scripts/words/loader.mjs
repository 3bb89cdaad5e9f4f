// What Turbopack asks for each source of ours when the interface has another language than English (next.config.mjs).
import { interfaceLanguage, translated } from './language.mjs'

/** @this {{ resourcePath: string }} */
export default async function loader(source) {
  return translated(source, this.resourcePath, interfaceLanguage())
}
