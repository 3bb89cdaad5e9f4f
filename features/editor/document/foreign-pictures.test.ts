import { expect, test } from 'vitest'
import { foreignPictures, withOwnPictures } from './foreign-pictures'

const id = '0k3mnpqrst0123456789'
const brought = { mediumId: id, alt: '' }
const addresses = (text: string) => foreignPictures(text).map(({ address }) => address)

test('pictures of other sites are found and get our addresses, in one go; those that could not be fetched stay', () => {
  const text = [
    '![A](https://a.example/1.jpg) and ![B \\] "b"](<https://a.example/2(1).jpg> "Cap \\"x\\"")',
    `![Own](/media/${id}) [link](https://a.example/1.jpg) ![A again](https://a.example/1.jpg)`,
    '`![x]`(https://a.example/none.jpg) ![none](relative.png)',
  ].join('\n\n')
  expect(addresses(text)).toEqual(['https://a.example/1.jpg', 'https://a.example/2(1).jpg'])
  const own = withOwnPictures(text, new Map([['https://a.example/1.jpg', brought]]))
  expect(own).toBe(text.replaceAll('](https://a.example/1.jpg)', (all, at: number) => (text.slice(0, at).endsWith('[link') ? all : `](/media/${id})`)))
  expect(addresses(own)).toEqual(['https://a.example/2(1).jpg'])
  expect(withOwnPictures(text, new Map([['https://a.example/2(1).jpg', brought]]))).toContain(`![B \\] "b"](/media/${id} "Cap \\"x\\"")`)
  expect(withOwnPictures(text, new Map())).toBe(text)
  expect(addresses('![a [b] c](https://a.example/b.png)')).toEqual(['https://a.example/b.png'])
  // In a moment, however it is meant.
  for (const hostile of ['![', '![a[b]', '![](https://a "', '![[x]', '![z]'])
    expect(foreignPictures(`${hostile.repeat(30_000)} [](https://`).length).toBeLessThan(2)
})

test('a picture that goes by a name is found too, and stands in the text with its words and its title', () => {
  const text =
    '![Roof][1] and ![][1], ![By itself], [a link][2], ![x][2], ![none][3]\n\n[1]: https://a.example/1.jpg "Cap"\n[2]: <https://a.example/2.jpg>\n[By  Itself]: https://a.example/3.jpg\nEnd'
  expect(foreignPictures(text)).toEqual([
    { address: 'https://a.example/1.jpg', isSaid: false },
    { address: 'https://a.example/3.jpg', isSaid: true },
    { address: 'https://a.example/2.jpg', isSaid: true },
  ])
  const own = new Map([1, 2, 3].map((number) => [`https://a.example/${number}.jpg`, { mediumId: id, alt: 'A [wet] roof' }] as const))
  const here = `(/media/${id})`
  // The link's name stays; the others have nothing left to name.
  expect(withOwnPictures(text, own)).toBe(
    `![Roof](/media/${id} "Cap") and ![A \\[wet\\] roof](/media/${id} "Cap"), ![By itself]${here}, [a link][2], ![x]${here}, ![none][3]\n\n[2]: <https://a.example/2.jpg>\nEnd`,
  )
  expect(withOwnPictures(text, new Map())).toBe(text)
})
