// What Turbopack asks for each source of ours when the interface has another language than English (next.config.mjs).
import { interfaceLanguage, translated } from './language.mjs'

/**
 * A name of a folder may have `#` or `?`. Turbopack does not escape them, so that its loader takes the rest of the path for a query or a fragment.
 *
 * @this {{ resourcePath: string, resourceQuery: string, resourceFragment: string }}
 */
export default async function loader(source) {
  return translated(source, this.resourcePath + this.resourceQuery + this.resourceFragment, interfaceLanguage())
}
