import fs from 'node:fs'
import path from 'node:path'
import { readSource, walk, type SourceFile } from './source-tree'

/**
 * Finds commands that a person can reach and that ask no policy. A door is a file of app/ or features/ that imports from a command file and is none itself;
 * jobs and the composition are no doors: nobody asks them anything. A command asks a policy when its function, or one that it uses by name, names a function
 * `may…` of a policy.ts.
 */

const isCommand = (file: string) => /^features\/[^/]+\/commands\//.test(file)
const isPolicy = (file: string) => /^features\/[^/]+\/policy\.ts$/.test(file)
const notDoors = /^app\/(composition|start)\.ts$|^features\/[^/]+\/jobs\.ts$/

/** Each command as `file: name`. */
export function commandsWithoutPolicy(root: string): string[] {
  const files = new Map<string, SourceFile>()
  const fileOf = (name: string): SourceFile => {
    if (!files.has(name)) files.set(name, readSource(path.join(root, name)))
    return files.get(name)!
  }
  const targetOf = (from: string, target: string): string | null => {
    const base = target.startsWith('@/') ? target.slice(2) : target.startsWith('.') ? path.posix.join(path.posix.dirname(from), target) : null
    return ['.ts', '.tsx'].map((end) => `${base}${end}`).find((name) => base !== null && fs.existsSync(path.join(root, name))) ?? null
  }

  const asks = (name: string, file: string, seen = new Set<string>()): boolean => {
    if (seen.has(`${file}: ${name}`)) return false
    seen.add(`${file}: ${name}`)
    const { imports, declared } = fileOf(file)
    const imported = imports.get(name)
    if (imported) {
      const target = targetOf(file, imported.from)
      if (!target?.startsWith('features/')) return false
      return isPolicy(target) ? /^may[A-Z]/.test(imported.name) : asks(imported.name, target, seen)
    }
    const used = new Set<string>()
    walk(declared.get(name), (node) => void (node.type === 'Identifier' && used.add(String(node.value))))
    used.delete(name)
    return [...used].some((one) => asks(one, file, seen))
  }

  const found = new Set<string>()
  for (const door of sources(root).filter((file) => !isCommand(file) && !notDoors.test(file))) {
    for (const { from, name } of fileOf(door).imports.values()) {
      const target = targetOf(door, from)
      if (target && isCommand(target) && !asks(name, target)) found.add(`${target}: ${name}`)
    }
  }
  return [...found].sort()
}

const sources = (root: string) =>
  ['app', 'features'].flatMap((part) =>
    fs
      .readdirSync(path.join(root, part), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !name.includes('.test.'))
      .map((name) => `${part}/${name}`),
  )
