import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { faultsInMain } from './main-contents'

test('nothing in the <Main> of a page waits or runs in the browser', () => {
  expect(faultsInMain(path.resolve(import.meta.dirname, '../..'))).toEqual([])
})

describe('planted faults', () => {
  const roots: string[] = []
  afterAll(() => roots.forEach((root) => fs.rmSync(root, { recursive: true, force: true })))

  /** A tree with one page, and parts that its <Main> may show. */
  function plant(page: string, parts = ''): string {
    const root = fs.mkdtempSync(path.join(os.tmpdir(), 'lightstick-main-'))
    roots.push(root)
    const write = (file: string, text: string) => {
      fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true })
      fs.writeFileSync(path.join(root, file), text)
    }
    write('app/(site)/_page/main.tsx', 'export const Main = ({ children }) => <main>{children}</main>')
    write('app/(site)/lists/page.tsx', `import { Main } from '../_page/main'\nimport { Part } from '@/features/lists/ui/part'\n${page}`)
    write('features/lists/ui/part.tsx', `${parts}\nexport const Part = ({ children }) => <p>{children}</p>`)
    write('features/lists/ui/heart.tsx', `'use client'\nexport const Heart = () => <button />`)
    return root
  }
  const pageWith = (inside: string, before = '') =>
    `${before}\nexport default async function Page() { const found = await load(); return <Main>${inside}</Main> }\nasync function load() {}`

  const inParts = 'features/lists/ui/part.tsx'
  const inPage = 'app/(site)/lists/page.tsx'
  test.each<[string, string, string]>([
    ['an async component of the page', plant(pageWith('<Slow />', 'async function Slow() { return <p /> }')), `${inPage}: Slow is async`],
    ['an async arrow function', plant(pageWith('<Slow />', 'const Slow = async () => <p />')), `${inPage}: Slow is async`],
    [
      'an async component in a part',
      plant(
        pageWith('<Deep />', `import { Deep } from '@/features/lists/ui/part'`),
        'export const Deep = () => <Slow />\nasync function Slow() { return <p /> }',
      ),
      `${inParts}: Slow is async`,
    ],
    ['an async function that is called', plant(pageWith('{rows()}', 'async function rows() { return <p /> }')), `${inPage}: rows is async`],
    ['a component given as a value', plant(pageWith('<Part as={Slow} />', 'const Slow = async () => <p />')), `${inPage}: Slow is async`],
    [
      'an element in a variable',
      plant(`const Slow = async () => <p />\nexport default function Page() { const body = <Slow />; return <Main>{body}</Main> }`),
      `${inPage}: Slow is async`,
    ],
    ['a Suspense', plant(pageWith('<Suspense><Part /></Suspense>', `import { Suspense } from 'react'`)), `${inPage}: Suspense`],
    ['a Suspense of React', plant(pageWith('<React.Suspense />', `import * as React from 'react'`)), `${inPage}: Suspense`],
    [
      'a Suspense in a part',
      plant(pageWith('<Wait />', `import { Wait } from '@/features/lists/ui/part'`), `import { Suspense as S } from 'react'\nexport const Wait = () => <S />`),
      `${inParts}: Suspense`,
    ],
    ['use() of React', plant(pageWith('{React.use(later)}', `import * as React from 'react'`)), `${inPage}: use`],
    ['lazy', plant(pageWith('<Late />', `import { lazy } from 'react'\nconst Late = lazy(() => import('./late'))`)), `${inPage}: lazy`],
    [
      'use()',
      plant(
        pageWith('<Uses />', `import { Uses } from '@/features/lists/ui/part'`),
        `import { use } from 'react'\nexport function Uses({ of }) { return <p>{use(of)}</p> }`,
      ),
      `${inParts}: use`,
    ],
    ['a client component', plant(pageWith('<Heart />', `import { Heart } from '@/features/lists/ui/heart'`)), `${inPage}: Heart is a client component`],
    [
      'a client component in a part',
      plant(pageWith('<Liked />', `import { Liked } from '@/features/lists/ui/part'`), `import { Heart } from './heart'\nexport const Liked = () => <Heart />`),
      `${inParts}: Heart is a client component`,
    ],
  ])('%s is reported', (_what, root, fault) => expect(faultsInMain(root)).toEqual([fault]))

  test('what is allowed is not reported: waiting in the page, and what stands outside <Main>', () => {
    const before = `import { Suspense } from 'react'\nimport { Heart } from '@/features/lists/ui/heart'`
    const page = `${before}\nexport default async function Page() { const body = <Part />; await load(); return <><Suspense><Heart /></Suspense><Main>{body}<Part>{await load()}</Part></Main></> }\nasync function load() {}`
    expect(faultsInMain(plant(page.replace('{await load()}', 'words')))).toEqual([])
  })
})
