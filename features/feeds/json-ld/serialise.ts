import type { Graph, Thing } from 'schema-dts'

/** What a page says about itself to machines: one graph of schema.org things. */
export const graphOf = (things: (Thing | null)[]): Graph => ({ '@context': 'https://schema.org', '@graph': things.filter((thing) => thing !== null) })

const unsafe: Record<string, string> = { '<': '\\u003c', '>': '\\u003e', '&': '\\u0026', '\u2028': '\\u2028', '\u2029': '\\u2029' }

/** JSON that is safe in a script element: `<` is escaped, so no comment can end the element. */
export const serialise = (graph: Graph) => JSON.stringify(graph).replace(/[<>&\u2028\u2029]/g, (character) => unsafe[character] ?? character)
