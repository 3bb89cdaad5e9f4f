import { describe, expect, it, vi } from 'vitest'
import { inBatches } from './batches'

const turn = () => new Promise(setImmediate)
const double =
  (sizes: number[], until: () => Promise<unknown> = turn) =>
  async (_: string, items: number[]) => {
    sizes.push(items.length)
    await until()
    return items.map((item) => (item < 0 ? { error: new Error(`no ${item}`) } : { value: item * 2 }))
  }

describe('acts done together', () => {
  it('each get their own answer, and those that wait become one batch', async () => {
    const sizes: number[] = []
    let release = () => {}
    const released = new Promise<void>((resolve) => (release = resolve))
    const act = inBatches(double(sizes, () => released))
    const first = act('a', 1)
    await vi.waitFor(() => expect(sizes).toEqual([1]))
    const all = Promise.allSettled([first, act('a', 2), act('a', -3), act('a', 4)])
    release()
    const rest = await all
    expect(rest.map((result) => (result.status === 'fulfilled' ? result.value : (result.reason as Error).message))).toEqual([2, 4, 'no -3', 8])
    expect(sizes).toEqual([1, 3])
  })

  it('keep things apart, and all fail when the batch fails', async () => {
    const act = inBatches<number, number>(async (key) => {
      if (key === 'broken') throw new Error('no disk')
      return [{ value: 1 }]
    })
    expect(await act('fine', 1)).toBe(1)
    await expect(act('broken', 1)).rejects.toThrow('no disk')
    await expect(act('broken', 1)).rejects.toThrow('no disk')
  })

  it('gatherMs: the first does not wait, those after it come together, and enough of them begin at once', async () => {
    const sizes: number[] = []
    const act = inBatches(double(sizes), { gatherMs: 60_000, enoughItems: 3 })
    expect(await act('a', 1)).toBe(2)
    const waiting = [act('a', 2), act('a', 3)]
    for (let turns = 0; turns < 20; turns++) await turn()
    expect(sizes).toEqual([1])
    expect(await Promise.all([...waiting, act('a', 4)])).toEqual([4, 6, 8])
    expect(sizes).toEqual([1, 3])
  })
})
