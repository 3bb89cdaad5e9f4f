import http from 'node:http'
import { parse, type DefaultTreeAdapterMap } from 'parse5'

/** A visitor without a browser: what a program, a broken one, or an ill-willed one can send. */

export type Answer = { status: number; headers: http.IncomingHttpHeaders; text: string }
export type Asked = { method?: string; headers?: Record<string, string>; body?: string | Buffer }

function ask(base: string, path: string, { method = 'GET', headers = {}, body }: Asked = {}): Promise<Answer> {
  const { hostname, port, origin } = new URL(base)
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
    const request = http.request({ hostname, port, path, method, headers: { host: new URL(origin).host, ...length, ...headers } }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text: Buffer.concat(chunks).toString() }))
      response.on('error', reject)
    })
    request.on('error', reject)
    request.end(body)
  })
}

const encodeForm = (values: Record<string, string>) => new URLSearchParams(values).toString()

/** Somebody with a browser’s headers and cookies, who sends forms as a browser does without JavaScript. */
export class Visitor {
  readonly cookies = new Map<string, string>()

  constructor(
    readonly base: string,
    readonly agent = `Firefox/${Math.random()} Linux`,
  ) {}

  get headers(): Record<string, string> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    return { 'user-agent': this.agent, accept: 'text/html,*/*;q=0.8', ...(cookie && { cookie }) }
  }

  async ask(path: string, { headers, ...rest }: Asked = {}): Promise<Answer> {
    const answer = await ask(this.base, path, { ...rest, headers: { ...this.headers, ...headers } })
    for (const line of answer.headers['set-cookie'] ?? []) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '' || /max-age=0/i.test(line)) this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
    return answer
  }

  get = (path: string) => this.ask(path)

  /** Sends a form. */
  send(path: string, values: Record<string, string> | Buffer | string, headers: Record<string, string> = {}) {
    const body = typeof values === 'string' || Buffer.isBuffer(values) ? values : encodeForm(values)
    const sent = { 'content-type': 'application/x-www-form-urlencoded', origin: this.base, 'sec-fetch-site': 'same-origin', ...headers }
    return this.ask(path, { method: 'POST', body, headers: sent })
  }

  /** Sends JSON and wants it back. */
  sendJson(path: string, value: unknown, headers: Record<string, string> = {}) {
    const body = typeof value === 'string' ? value : JSON.stringify(value)
    return this.ask(path, { method: 'POST', body, headers: { 'content-type': 'application/json', accept: 'application/json', origin: this.base, ...headers } })
  }
}

type Node = DefaultTreeAdapterMap['node']
type Element = DefaultTreeAdapterMap['element']

function elementsOf(html: string): Element[] {
  const found: Element[] = []
  const waiting: Node[] = [parse(html)]
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if ('tagName' in node) found.push(node)
    if ('childNodes' in node) waiting.push(...node.childNodes)
  }
  return found
}

const attribute = (element: Element, name: string) => element.attrs.find((one) => one.name === name)?.value
const textOf = (node: Node): string => ('value' in node ? node.value : 'childNodes' in node ? node.childNodes.map(textOf).join('') : '')

/** What stands in the fields of a page: every value by its field's name. */
export function typedIn(html: string): Record<string, string[]> {
  const found: Record<string, string[]> = {}
  const add = (name: string | undefined, value: string) => name && (found[name] ??= []).push(value)
  for (const element of elementsOf(html)) {
    if (element.tagName === 'input') add(attribute(element, 'name'), attribute(element, 'value') ?? '')
    if (element.tagName === 'textarea') add(attribute(element, 'name') ?? attribute(element, 'id'), textOf(element))
    if (element.tagName === 'option' && attribute(element, 'selected') !== undefined) add('option', attribute(element, 'value') ?? '')
  }
  return found
}

/** What a page says is wrong: its summaries and the messages beside its fields; of a page that is nothing but a message, that. */
export function complaintsIn(html: string): string[] {
  const elements = elementsOf(html)
  const isPlain = !elements.some(({ tagName }) => tagName === 'link' || tagName === 'form')
  return elements
    .filter(
      (element) =>
        ['alert', 'note'].includes(attribute(element, 'role') ?? '') || attribute(element, 'id')?.endsWith('-error') || (isPlain && element.tagName === 'p'),
    )
    .map((element) => textOf(element).trim())
    .filter(Boolean)
}

/** Names of elements, and of attributes that run something. */
export const dangersIn = (html: string): string[] =>
  elementsOf(html).flatMap(({ tagName, attrs }) => [
    ...(tagName === 'script' && attrs.every(({ name, value }) => !(name === 'type' && (value === 'module' || value === 'application/ld+json')))
      ? ['script']
      : []),
    ...attrs.filter(({ name, value }) => /^on|^style$/.test(name) || /^\s*(?:javascript|data|vbscript):/i.test(value)).map(({ name }) => `${tagName} ${name}`),
  ])
