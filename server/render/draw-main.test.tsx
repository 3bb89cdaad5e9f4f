import { lazy, memo, forwardRef, Suspense, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { drawAtOnce } from './draw-main'

const Item = ({ children, label }: { children?: ReactNode; label: string }) => (
  <li title={label}>
    {label} {children}
  </li>
)
const Two = () => (
  <>
    <Item label="a" />
    {[1, 2].map((n) => (
      <Item key={n} label={`n${n}`}>
        {n > 1 ? <b>{n}</b> : null}
      </Item>
    ))}
  </>
)
const Memoised = memo(() => <i>memo</i>)
const Forwarded = forwardRef(() => <i>forwarded</i>)
const page = (
  <section className="x">
    <Two />
    text {0} {false}
    <Memoised />
    <Forwarded />
    {new Set([<hr key="1" />])}
    <div dangerouslySetInnerHTML={{ __html: '<em>raw</em>' }} />
    <select defaultValue="2">
      <option value="1">one</option>
      <option value="2">two</option>
    </select>
  </section>
)

test('draws what React draws', () => expect(drawAtOnce(page)).toBe(renderToStaticMarkup(page)))

test('leaves out preloads of pictures', () => expect(drawAtOnce(<img src="/a.png" alt="" />)).toBe('<img src="/a.png" alt=""/>'))

describe('what cannot be drawn at once throws an error that names it', () => {
  const Slow = (async () => <p>late</p>) as unknown as () => ReactNode
  const Waits = () => {
    throw new Error("Suspense Exception: This is not a real error! It's an implementation detail of `use`")
  }
  const Client = Object.assign(() => null, { $$typeof: Symbol.for('react.client.reference'), $$id: 'vote.client.tsx#Vote' })
  const Late = lazy(async () => ({ default: () => <p>late</p> }))
  const Around = ({ children }: { children: ReactNode }) => <div>{children}</div>

  test.each<[string, ReactNode, RegExp]>([
    ['an async component', <Slow key="1" />, /async component <Slow> in <Around>/],
    [
      'an async component in a Suspense',
      <Suspense key="1" fallback="wait">
        {<Slow />}
      </Suspense>,
      /a Suspense in <Around>/,
    ],
    ['a promise', Promise.resolve('late'), /a promise in <Around>/],
    ['a client component', <Client key="1" />, /client component vote\.client\.tsx#Vote in <Around>/],
    ['a lazy component', <Late key="1" />, /lazy component in <Around>/],
    ['use() in the graph of server components', <Waits key="1" />, /use\(\) of something .* in <Around> <Waits>/],
  ])('%s', (_what, child, message) => expect(() => drawAtOnce(<Around>{child}</Around>)).toThrow(message))
})

test('other errors of components pass as they are', () => {
  const error = new Error('NEXT_NOT_FOUND')
  const Gone = () => {
    throw error
  }
  expect(() => drawAtOnce(<Gone />)).toThrow(error)
})
