// Finds in a source file what a person may read. Nothing is marked in the code: English words stand where they are used, and the rules below tell them from
// names, keys, classes and SQL. A text that is found and is no message harms nobody: it stays as it is unless someone translates it.
import { parse } from '@babel/parser'

/**
 * One text of a source file. `key` is what a translator reads: the English words, with `{0}`, `{1}` … for what is put in while the program runs or for an element
 * inside. `start` and `end` are offsets into the source, in UTF-16 units, of what is to be replaced; `slots` are those of what is put in.
 * @typedef {{ key: string, kind: 'children' | 'attribute' | 'string' | 'template' | 'locale', start: number, end: number, slots: { start: number, end: number }[], line: number }} Message
 */

/** Attributes whose value is never read by a person, whatever it looks like. */
const codeAttributes =
  /^(className|class|id|htmlFor|href|src|srcSet|sizes|rel|type|name|value|d|transform|style|role|form|target|method|action|accept|autoComplete|inputMode|lang|dir|key|media|as|data-.*|aria-(describedby|labelledby|controls|owns|keyshortcuts|live|activedescendant|current))$/
/** Attributes that are always read, even if the value is one word in small letters. */
const wordAttributes = /^(title|label|placeholder|alt|hint|legend|caption|summary|words|aria-label|aria-description|aria-roledescription|aria-valuetext)$/
/** What keys of the keyboard are called, and other names that look like a label. */
const names =
  /^(Enter|Escape|Tab|Backspace|Delete|Home|End|PageUp|PageDown|Insert|Space|Shift|Control|Alt|Meta|Arrow(Up|Down|Left|Right)|Node|Error|Bearer|Cookie|Location|Origin|Host|Accept|Age|Vary|Etag|Allow|Range|Link|Date|Uint8Array)$/
const code =
  /\b(SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE|ALTER|PRAGMA|WHERE|ORDER BY|LIMIT \d)\b|<\/?[a-z][^>]*>|^[\w-]+\/[\w.+-]+$|^\/[\w/.?=&#-]*$|^https?:|[;{}]\s*$|=>|\\u|;\s*(q|path|charset|max-age)=/i

/** The functions that take one word and show it. One word alone that any other function takes is more often a name: of a table, a header, a node. */
const showing = /^(counted|field|line|button|block|announce|toast|say)$/

const hasLetter = (text) => /\p{L}/u.test(text)
/** A label or a sentence: a large letter first, then small ones, or other scripts. */
const begins = (text) => /^[\s“‘(…+−✓✗→←–·#"']*(\{\d+\}[\s,:;.’”)–·]*)*(\p{Lu}\p{Ll}|\p{Lu}(?=\s)|I\b|\p{Lo})/u.test(text)
/** Part of a sentence: several words of letters and the signs between them. */
const isPhrase = (text) =>
  /\p{L}\S*\s+\S*\p{L}|\{\d+\}\s+\S*\p{L}|\p{L}\S*\s+\S*\{\d+\}/u.test(text) && /^[\p{L}\p{N}\s,.;:’‘“”'!?()…–—·×+&/%#{}-]+$/u.test(text)
const isCode = (text) =>
  code.test(text) || names.test(text.trim()) || /^[A-Z][a-z]+(-[A-Z][a-z]+)+$/.test(text) || /^\S*[a-z][A-Z]\S*$/.test(text) || /^[A-Z][a-z]*\d+$/.test(text)

/** As React reads text between elements: lines are trimmed, empty ones are gone, the others are joined by one blank. */
function asReact(raw) {
  const lines = raw.split(/\r\n|\n|\r/)
  return lines
    .map((line, at) => {
      let text = line.replace(/\t/g, ' ')
      if (at > 0) text = text.replace(/^ +/, '')
      if (at < lines.length - 1) text = text.replace(/ +$/, '')
      return text
    })
    .filter(Boolean)
    .join(' ')
}

const entities = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  times: '×',
  middot: '·',
  shy: '\u00ad',
}
const withoutEntities = (text) => text.replace(/&(\w+);/g, (whole, name) => entities[name] ?? whole)

/** @returns {Message[]} in the order in which they begin; one may stand inside a slot of another. Throws a SyntaxError for what is no TypeScript. */
export function findMessages(source, file = 'file.tsx') {
  const ast = parse(source, { sourceType: 'module', plugins: ['typescript', ...(file.endsWith('x') ? ['jsx'] : [])], errorRecovery: true })
  /** @type {Message[]} */
  const found = []
  const add = (node, kind, key, slots = [], range = node) =>
    found.push({ key, kind, start: range.start, end: range.end, slots, line: source.slice(0, range.start).split('\n').length })

  function visitChildren(node) {
    const parts = []
    for (const child of node.children) {
      if (child.type === 'JSXText') parts.push(withoutEntities(asReact(source.slice(child.start, child.end))))
      else if (child.type === 'JSXExpressionContainer' && child.expression.type === 'JSXEmptyExpression') continue
      else if (child.type === 'JSXExpressionContainer' && child.expression.type === 'StringLiteral') parts.push(child.expression.value)
      else parts.push({ start: child.start, end: child.end })
    }
    if (!parts.some((part) => typeof part === 'string' && hasLetter(part))) return
    const slots = parts.filter((part) => typeof part !== 'string')
    let slot = 0
    const key = parts.map((part) => (typeof part === 'string' ? part : `{${slot++}}`)).join('')
    add(node, 'children', key, slots, { start: node.children[0].start, end: node.children.at(-1).end })
  }

  /** Whether a text in code is one for people: by what it says, and by where it stands. */
  function isRead(text, where) {
    const fixed = text.replace(/\{\d+\}/g, '')
    if (!hasLetter(fixed) || where.code || isCode(fixed)) return false
    if (where.read) return true
    if (where.alone && !/\s/.test(text)) return false
    return begins(text) || isPhrase(text)
  }

  function visit(node, where) {
    if (!node || typeof node.type !== 'string') return
    switch (node.type) {
      case 'ImportDeclaration':
      case 'ExportAllDeclaration':
      case 'TaggedTemplateExpression':
      case 'TSLiteralType':
      case 'TSTypeAliasDeclaration':
      case 'TSInterfaceDeclaration':
      case 'TSTypeAnnotation':
      case 'TSTypeParameterInstantiation':
        if (node.type === 'TaggedTemplateExpression') for (const part of node.quasi.expressions) visit(part, {})
        return
      case 'ExportNamedDeclaration':
        return visit(node.declaration, where)
      case 'JSXExpressionContainer':
      case 'ParenthesizedExpression':
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
        return visit(node.expression, where)
      case 'JSXElement':
      case 'JSXFragment':
        visitChildren(node)
        for (const attribute of node.openingElement?.attributes ?? []) visit(attribute, { ofPage: node.openingElement.name.name === 'html' })
        for (const child of node.children)
          if (!(child.type === 'JSXExpressionContainer' && child.expression.type === 'StringLiteral')) visit(child, { shown: true })
        return
      case 'JSXAttribute': {
        const name = node.name.type === 'JSXNamespacedName' ? `${node.name.namespace.name}:${node.name.name.name}` : node.name.name
        if (codeAttributes.test(name) && !where.ofPage) return visitInside(node.value, { code: true })
        if (node.value?.type !== 'StringLiteral') return visit(node.value, { shown: wordAttributes.test(name) })
        const text = withoutEntities(node.value.extra.raw.slice(1, -1))
        if (name === 'lang' && where.ofPage) return add(node.value, 'locale', text)
        if (isRead(text, { read: wordAttributes.test(name) })) add(node.value, 'attribute', text)
        return
      }
      case 'StringLiteral':
        if (isRead(node.value, where)) add(node, 'string', node.value)
        return
      case 'TemplateLiteral': {
        const key = node.quasis.map((quasi, at) => quasi.value.cooked + (at < node.expressions.length ? `{${at}}` : '')).join('')
        const slots = node.expressions.map(({ start, end }) => ({ start, end }))
        if (isRead(key, where)) add(node, 'template', key, slots)
        for (const part of node.expressions) visit(part, { code: where.code, shown: !where.code })
        return
      }
      case 'ConditionalExpression':
        visit(node.test, { code: where.code })
        for (const branch of [node.consequent, node.alternate]) visit(branch, { ...where, read: where.shown })
        return
      case 'LogicalExpression':
        visit(node.left, { code: where.code })
        visit(node.right, { ...where, read: where.shown })
        return
      case 'BinaryExpression':
        // 'draft' === state: compared, so it is a value
        if (node.operator !== '+') return visitInside(node, { code: true })
        break
      case 'SwitchCase':
        for (const part of node.consequent) visit(part, where)
        return
      case 'ObjectProperty':
        if (node.computed) visit(node.key, { code: true })
        return visit(node.value, { code: where.code || /^(@.*|type|model|kind|key|engine|encoding)$/.test(node.key.name ?? node.key.value) })
      case 'ArrayExpression':
        for (const each of node.elements) visit(each, { code: where.code, alone: true })
        return
      case 'MemberExpression':
      case 'OptionalMemberExpression':
        visit(node.object, { code: where.code })
        if (node.computed) visit(node.property, { code: true })
        return
      case 'CallExpression':
      case 'OptionalCallExpression':
      case 'NewExpression':
        return visitCall(node, where)
    }
    visitInside(node, { code: where.code })
  }

  function visitCall(node, where) {
    const name = node.callee.property?.name ?? node.callee.name
    visit(node.callee, { code: where.code })
    node.arguments.forEach((argument, at) => {
      if (
        at === 0 &&
        argument.type === 'StringLiteral' &&
        /^en(-GB|-US)?$/.test(argument.value) &&
        /^(toLocale\w*|DateTimeFormat|NumberFormat|RelativeTimeFormat|ListFormat|Collator)$/.test(name)
      ) {
        return add(argument, 'locale', argument.value)
      }
      const isText = argument.type === 'StringLiteral'
      if (isText && name === 'counted' && at > 0) return add(argument, 'string', argument.value)
      visit(argument, { code: where.code, alone: isText && !showing.test(name ?? '') })
    })
  }

  function visitInside(node, where) {
    if (!node) return
    for (const [name, value] of Object.entries(node)) {
      if (name === 'loc' || name === 'extra' || name.endsWith('Comments')) continue
      if (Array.isArray(value)) for (const each of value) visit(each, where)
      else if (value && typeof value.type === 'string') visit(value, where)
    }
  }

  visitInside(ast.program, {})
  return found.sort((a, b) => a.start - b.start || b.end - a.end)
}
