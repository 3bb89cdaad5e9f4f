import fs from 'node:fs'
import path from 'node:path'
import { parseSync } from '@swc/core'

/**
 * Finds what cannot be drawn at once inside `<Main>` (app/(site)/_page/main.tsx): async components, Suspense, lazy, use() and client components. It follows
 * components and functions by name from the children of each `<Main>`, through imports, in .tsx files. What it cannot see (a component in a variable that
 * is chosen at run time) throws when it is drawn (server/render/draw-at-once.ts).
 */

type Node = { type: string; [field: string]: unknown }
type File = {
  isClient: boolean
  body: Node[]
  /** Local name → what is imported from where. */
  imports: Map<string, { from: string; name: string }>
  /** Functions, and variables with their value, of the top of the file. */
  declared: Map<string, Node>
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && typeof (value as Node).type === 'string'

/** Visits a node and all below it. */
function walk(value: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(value)) for (const one of value) walk(one, visit)
  else if (isNode(value)) {
    visit(value)
    for (const [field, child] of Object.entries(value)) if (field !== 'span') walk(child, visit)
  } else if (typeof value === 'object' && value !== null) for (const child of Object.values(value)) walk(child, visit)
}

function read(file: string): File {
  const { body } = parseSync(fs.readFileSync(file, 'utf8'), { syntax: 'typescript', tsx: true }) as unknown as { body: Node[] }
  const imports: File['imports'] = new Map()
  const declared: File['declared'] = new Map()
  const declare = (node: Node) => {
    if (node.type === 'FunctionDeclaration') declared.set((node.identifier as Node).value as string, node)
    if (node.type === 'VariableDeclaration')
      for (const { id, init } of node.declarations as { id: Node; init: unknown }[]) if (isNode(init)) declared.set(id.value as string, init)
  }
  for (const item of body) {
    declare(item)
    if (item.type === 'ExportDeclaration') declare(item.declaration as Node)
    if (item.type === 'ExportDefaultDeclaration') declared.set('default', item.decl as Node)
    if (item.type === 'ExportDefaultExpression') declared.set('default', item.expression as Node)
    if (item.type === 'ImportDeclaration' && !item.typeOnly)
      for (const { type, local, imported } of item.specifiers as { type: string; local: Node; imported?: Node | null }[]) {
        const name = type === 'ImportDefaultSpecifier' ? 'default' : type === 'ImportNamespaceSpecifier' ? '*' : ((imported?.value ?? local.value) as string)
        imports.set(local.value as string, { from: (item.source as Node).value as string, name })
      }
  }
  const [first] = body
  return { isClient: (first?.expression as Node | undefined)?.value === 'use client', body, imports, declared }
}

/** Each fault as `file: what`, for all pages below `root`. */
export function faultsInMain(root: string): string[] {
  const files = new Map<string, File>()
  const fileOf = (name: string): File => {
    if (!files.has(name)) files.set(name, read(path.join(root, name)))
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
