import fs from 'node:fs'
import { parseSync } from '@swc/core'

/** Sources as trees, for rules that no import shows. */

export type Node = { type: string; [field: string]: unknown }
export type SourceFile = {
  isClient: boolean
  body: Node[]
  /** Local name → what is imported from where. */
  imports: Map<string, { from: string; name: string }>
  /** Functions, and variables with their value, of the top of the file. */
  declared: Map<string, Node>
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && typeof (value as Node).type === 'string'

/** Visits a node and all below it. */
export function walk(value: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(value)) for (const one of value) walk(one, visit)
  else if (isNode(value)) {
    visit(value)
    for (const [field, child] of Object.entries(value)) if (field !== 'span') walk(child, visit)
  } else if (typeof value === 'object' && value !== null) for (const child of Object.values(value)) walk(child, visit)
}

export function readSource(file: string): SourceFile {
  const { body } = parseSync(fs.readFileSync(file, 'utf8'), { syntax: 'typescript', tsx: file.endsWith('x') }) as unknown as { body: Node[] }
  const imports: SourceFile['imports'] = new Map()
  const declared: SourceFile['declared'] = new Map()
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
