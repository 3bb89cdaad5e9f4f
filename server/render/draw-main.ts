import { Fragment, type ReactElement, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'

// React puts preloads of pictures before the HTML. Our pictures are in view at once, or load when they come near.
const leadingPreloads = /^(?:<link rel="preload"[^>]*>)+/

/**
 * Draws elements to HTML in one go. Nothing in them can be waited for and no script runs in the browser, so it throws an error that names the component
 * when it meets an async component, a promise, `use()` of something that is not there yet, `lazy`, Suspense or a client component. React itself would
 * draw the fallback of a Suspense without a word.
 */
export function drawAtOnce(children: ReactNode): string {
  return renderToStaticMarkup(resolve(children, [])).replace(leadingPreloads, '')
}

const symbols = {
  element: Symbol.for('react.transitional.element'),
  suspense: Symbol.for('react.suspense'),
  lazy: Symbol.for('react.lazy'),
  memo: Symbol.for('react.memo'),
  forwardRef: Symbol.for('react.forward_ref'),
  clientReference: Symbol.for('react.client.reference'),
}

type Component = ((props: object) => ReactNode) & { displayName?: string; $$typeof?: symbol; $$id?: string }
type ExoticType = { $$typeof?: symbol; type?: unknown; render?: (props: object, ref: unknown) => ReactNode }
type Props = { children?: ReactNode; ref?: unknown }

/** The same tree with the output of each component in its place. `names`: the components around it, for errors. */
function resolve(node: ReactNode, names: readonly string[]): ReactNode {
  if (node === null || typeof node !== 'object') return node
  if (Array.isArray(node)) return resolveList(node, names)
  if (isElement(node)) return resolveElement(node, names)
  if ('then' in node) throw cannotDraw('a promise', names)
  if ((node as ExoticType).$$typeof === symbols.lazy) throw cannotDraw('something lazy', names)
  if (Symbol.iterator in node) return resolveList([...(node as Iterable<ReactNode>)], names)
  return node
}

function resolveList(nodes: ReactNode[], names: readonly string[]): ReactNode[] {
  let resolved: ReactNode[] | null = null
  for (const [index, node] of nodes.entries()) {
    const one = resolve(node, names)
    if (one !== node) (resolved ??= [...nodes])[index] = one
  }
  return resolved ?? nodes
}

function resolveElement(element: ReactElement<Props>, names: readonly string[]): ReactNode {
  const type: unknown = element.type
  if (type === symbols.suspense) throw cannotDraw('a Suspense', names)
  if (typeof type === 'string' || typeof type === 'symbol') {
    const children = resolve(element.props.children, names)
    return children === element.props.children ? element : { ...element, props: { ...element.props, children } }
  }
  const component = type as Component & ExoticType
  if (component?.$$typeof === symbols.clientReference) throw cannotDraw(`the client component ${component.$$id ?? nameOf(component)}`, names)
  if (component?.$$typeof === symbols.lazy) throw cannotDraw('a lazy component', names)
  if (component?.$$typeof === symbols.memo) return resolveElement({ ...element, type: component.type } as ReactElement<Props>, names)
  const call = component?.$$typeof === symbols.forwardRef ? component.render : typeof type === 'function' ? component : undefined
  if (!call) return element // React says what is wrong with it
  const around = [...names, nameOf(component)]
  // A fragment keeps the key, and that React has been told of it.
  return { ...element, type: Fragment, props: { children: resolve(output(call, element.props, around), around) } } as ReactElement
}

function output(call: (props: object, ref: unknown) => ReactNode, props: Props, names: readonly string[]): ReactNode {
  let result: ReactNode
  try {
    result = call(props, props.ref)
  } catch (error) {
    const isWaiting = error instanceof Error ? error.message.startsWith('Suspense Exception') : isPromise(error)
    throw isWaiting ? cannotDraw('use() of something that is not there yet', names) : error
  }
  if (!isPromise(result)) return result
  result.then(null, () => {}) // the error below is the one to see
  throw cannotDraw(`the async component <${names.at(-1)}>`, names.slice(0, -1))
}

const isElement = (node: object): node is ReactElement<Props> => (node as ExoticType).$$typeof === symbols.element
const isPromise = (value: unknown): value is Promise<unknown> => typeof value === 'object' && value !== null && 'then' in value
const nameOf = (component: unknown) => (component as Component)?.displayName || (component as Component)?.name || 'a component without a name'

const cannotDraw = (what: string, names: readonly string[]) =>
  new Error(
    `<Main> is drawn at once, so nothing in it may wait or run in the browser, but it holds ${what}${names.length > 0 ? ` in <${names.join('> <')}>` : ''}. ` +
      'Read what it needs in the page and pass it down, or put it outside <Main> (docs/decisions/0014-drawn-at-once.md).',
  )
