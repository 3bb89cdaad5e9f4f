import fs from 'node:fs'
import path from 'node:path'

export type Sources = Map<string, string>

const folders = ['app', 'cli', 'features', 'platform', 'scripts', 'server', 'tests', 'ui']

/** The TypeScript and JavaScript sources below `root`, by path from there. Generated ones are left out. */
export function readSources(root: string): Sources {
  const below = folders.flatMap((folder) => fs.readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`))
  const names = [...below, ...fs.readdirSync(root)].filter((name) => /\.(tsx?|mjs)$/.test(name))
  return new Map(names.map((name) => [name, fs.readFileSync(path.join(root, name), 'utf8')]))
}

const declaration = /^export (?:async )?(?:const|let|function\*?|class) (?:\{([^{}]*)\}|([\w$]+))/gm
const imported = /\b(?:import|export)\s+(?!type\b)(?:[\w$]+\s*,\s*)?\{([^{}]*)\}\s*from\s*'([^']+)'/g
const importedLater = /\{([^{}]*)\}\s*=\s*await import\(\s*'([^']+)'\s*\)/g
/** Whoever takes a whole module may use all of it. */
const wholeModule = /(?:\bimport\s+\*\s+as\s+[\w$]+\s+from|\bexport\s+\*.*?\bfrom|(?<!\}\s*=\s*await )\bimport\(|\bimportActual(?:<.*>)?\()\s*'([^']+)'/g

const nameIn = /^\s*(?:type\s+)?([\w$]+)/
/** `a, b as c` and `a, b: c` hold the names a and b. */
const namesIn = (list: string) => list.split(',').flatMap((part) => nameIn.exec(part)?.[1] ?? [])

/** The source that `from` names in `file`, or null for a package. */
function targetOf(sources: Sources, file: string, from: string): string | null {
  const base = from.startsWith('@/') ? from.slice(2) : from.startsWith('.') ? path.posix.join(path.posix.dirname(file), from) : null
  if (base === null) return null
  return [base, `${base}.ts`, `${base}.tsx`, `${base}.mjs`, `${base}/index.ts`].find((name) => sources.has(name)) ?? null
}

/** Exported values that no other file imports, as `FILE NAME`, sorted. `isFree` says of which files the exports have users that are not imports. */
export function findUnusedExports(sources: Sources, isFree: (file: string) => boolean): string[] {
  const used = new Set<string>()
  const whole = new Set<string | null>()
  for (const [file, text] of sources) {
    for (const [, from = ''] of text.matchAll(wholeModule)) whole.add(targetOf(sources, file, from))
    for (const pattern of [imported, importedLater])
      for (const [, list = '', from = ''] of text.matchAll(pattern)) for (const name of namesIn(list)) used.add(`${targetOf(sources, file, from)} ${name}`)
  }
  return [...sources]
    .filter(([file]) => !isFree(file) && !whole.has(file))
    .flatMap(([file, text]) =>
      [...text.matchAll(declaration)].flatMap(([, list, name]) => (name ? [name] : namesIn(list ?? ''))).map((name) => `${file} ${name}`),
    )
    .filter((one) => !used.has(one))
    .toSorted()
}
