import { test } from 'vitest'
import { applyChanges } from '@/features/articles/document/apply-changes'
import { MemorySite } from '@/tests/support/two-writers-memory'
import { tellStory, twelve } from '@/tests/support/two-writers'

const seed = Number(process.env.SEED),
  operations = Number(process.env.OPERATIONS ?? 300)
test('trace', async () => {
  const site = new MemorySite(twelve())
  const { lost } = await tellStory({ operations, seed, awayFor: operations / 5 }, async () => site)
  const texts = (d: unknown) => JSON.stringify(d)
  for (const word of lost) {
    console.log('=== ', seed, word)
    let now = site.start.document
    let had = false
    site.log.forEach(({ id, changes }, i) => {
      const before = now
      now = applyChanges(now, changes).document
      const has = texts(now).includes(word)
      const mentions = texts(changes).includes(word)
      if (mentions || has !== had) {
        console.log(i + 2, id, had, '→', has, texts(changes).slice(0, 900))
        for (const c of changes)
          if (c.do === 'edit' && texts(before).length) {
            const f = (d: any): string => {
              const on = c.on as any
              if (on === 'list') return d[c.field]
              const all = [...d.entries, ...d.sections.flatMap((s: any) => [s, ...s.entries, ...s.sections.flatMap((t: any) => [t, ...t.entries])])]
              return all.find((e: any) => e.id === (on.entry ?? on.section))?.[c.field]
            }
            console.log('   before', f(before))
            console.log('   after ', f(now))
          }
      }
      had = has
    })
    const sub = (n: number) => [word.slice(0, n), word.slice(-n)].map((s) => [s, texts(now).includes(s)])
    console.log(sub(8), sub(7), sub(5), sub(4))
  }
}, 600000)
