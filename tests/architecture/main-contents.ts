import fs from 'node:fs'
import path from 'node:path'
import { readSource, walk, type Node, type SourceFile } from './source-tree'

/**
 * Finds what cannot be drawn at once inside `<Main>` (app/(site)/_page/main.tsx): async components, Suspense, lazy, use() and client components. It follows
 * components and functions by name from the children of each `<Main>`, through imports, in .tsx files. What it cannot see (a component in a variable that
 * is chosen at run time) throws when it is drawn (server/render/draw-main.ts).
 */

/** Each fault as `file: what`, for all pages below `root`. */
export function faultsInMain(root: string): string[] {
  const files = new Map<string, SourceFile>()
  const fileOf = (name: string): SourceFile => {
    if (!files.has(name)) files.set(name, readSource(path.join(root, name)))
    return files.get(name)!
  }
  const toFile = (from: string, target: string): string | null => {
    const base = target.startsWith('@/') ? target.slice(2) : target.startsWith('.') ? path.join(path.dirname(from), target) : null
    return base !== null && fs.existsSync(path.join(root, `${base}.tsx`)) ? `${base}.tsx` : null
  }
  const faults = new Set<string>()
  const seen = new Set<string>()

  /** Looks at what a name of a file stands for. */
  const reach = (name: string, fileName: string) => {
    const file = fileOf(fileName)
    const imported = file.imports.get(name)
    if (imported) {
      const target = toFile(fileName, imported.from)
      if (target && fileOf(target).isClient) faults.add(`${fileName}: ${name} is a client component`)
      else if (target) reach(imported.name, target)
      return
    }
    const node = file.declared.get(name)
    if (!node || seen.has(`${fileName}#${name}`)) return
    seen.add(`${fileName}#${name}`)
    if (node.async) faults.add(`${fileName}: ${name} is async`)
    look(node, fileName)
  }

  /** Looks at all that a piece of source names. */
  const look = (source: unknown, fileName: string) => {
    const { imports } = fileOf(fileName)
    const isOfReact = (name: unknown, ...wanted: string[]) => {
      const imported = imports.get(name as string)
      return imported?.from === 'react' && wanted.includes(imported.name)
    }
    walk(source, (node) => {
      if (node.type === 'Identifier' && isOfReact(node.value, 'Suspense', 'lazy', 'use')) faults.add(`${fileName}: ${imports.get(node.value as string)?.name}`)
      else if (node.type === 'JSXMemberExpression' && (node.property as Node).value === 'Suspense') faults.add(`${fileName}: Suspense`)
      else if (
        node.type === 'MemberExpression' &&
        isOfReact((node.object as Node).value, 'default', '*') &&
        ['lazy', 'use'].includes(String((node.property as Node).value))
      )
        faults.add(`${fileName}: ${String((node.property as Node).value)}`)
      else if (node.type === 'Identifier') reach(node.value as string, fileName)
    })
  }

  for (const name of pageFiles(root)) {
    const { body, imports } = fileOf(name)
    const main = [...imports].find(([, { from, name: imported }]) => imported === 'Main' && toFile(name, from) === 'app/(site)/_page/main.tsx')?.[0]
    if (!main) continue
    const locals = jsxVariablesOf(body)
    walk(body, (node) => {
      if (node.type !== 'JSXElement' || ((node.opening as Node).name as Node).value !== main) return
      look(node.children, name)
      walk(node.children, (child) => {
        if (child.type === 'Identifier') for (const jsx of locals.get(child.value as string) ?? []) look(jsx, name)
      })
    })
  }
  return [...faults].sort()
}

/** The elements in the values of variables inside functions: `const body = wide ? <A /> : <B />`. */
function jsxVariablesOf(body: Node[]): Map<string, Node[]> {
  const found = new Map<string, Node[]>()
  walk(body, (node) => {
    if (node.type !== 'VariableDeclarator' || (node.id as Node).type !== 'Identifier') return
    const jsx: Node[] = []
    walk(node.init, (inner) => void ((inner.type === 'JSXElement' || inner.type === 'JSXFragment') && jsx.push(inner)))
    if (jsx.length > 0) found.set((node.id as Node).value as string, jsx)
  })
  return found
}

const pageFiles = (root: string) =>
  fs
    .readdirSync(path.join(root, 'app/(site)'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.tsx') && !name.includes('.test.'))
    .map((name) => `app/(site)/${name}`)
