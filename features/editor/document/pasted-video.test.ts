import { describe, expect, it, test } from 'vitest'
import { markdownFromHtml } from '@/platform/text/html-to-markdown'
import { blankEntry } from './entries'
import { nameOfVideo, videoIn, withAddress } from './pasted-video'

const youtube = { service: 'youtube', id: 'RKhsHGfr_mY', hash: null } as const
const url = 'https://www.youtube.com/watch?v=RKhsHGfr_mY'

describe('the video of what is pasted', () => {
  it.each([
    url,
    ` ${url} `,
    'youtu.be/RKhsHGfr_mY',
    `<${url}>`,
    `[${url}](${url})`,
    'https://www.youtube.com/watch?v=RKhsHGfr\\_mY',
    'https://m.youtube.com/watch?v=RKhsHGfr_mY&t=3s',
  ])('is %s', (words) => {
    expect(videoIn(words)).toEqual({ video: youtube, rest: '' })
  })
  it('is on a line of its own among words, which stay', () => {
    expect(videoIn(`One.\n\n${url}\n\nTwo.`)).toEqual({ video: youtube, rest: 'One.\n\nTwo.' })
    expect(videoIn(`${url}\n\nTwo.`)).toEqual({ video: youtube, rest: 'Two.' })
    expect(videoIn(`One.\n${url}`)).toEqual({ video: youtube, rest: 'One.' })
  })
  it.each([
    `Look: ${url}`,
    `[Look](${url})`,
    `${url}\n\nhttps://vimeo.com/76979871`,
    'https://www.youtube.com/@bigbang',
    'https://example.com/watch?v=RKhsHGfr_mY',
    '“YouTube”',
    'youtube',
    '',
  ])('is none in %s', (words) => {
    expect(videoIn(words)).toBeNull()
  })
  it.each([
    `<iframe src="https://www.youtube-nocookie.com/embed/RKhsHGfr_mY?start=3"></iframe>`,
    `<p><a href="${url}">${url}</a></p>`,
    `<a href="https://youtu.be/RKhsHGfr_mY">https://youtu.be/RKhsHGfr_mY</a>`,
    `<figure class="wp-block-embed"><div>https://youtu.be/RKhsHGfr_mY</div></figure>`,
  ])('is in pasted HTML: %s', (html) => {
    expect(videoIn(markdownFromHtml(html).markdown)).toEqual({ video: youtube, rest: '' })
    expect(videoIn(markdownFromHtml(`<p>One.</p>${html}<p>Two.</p>`).markdown)).toEqual({ video: youtube, rest: 'One.\n\nTwo.' })
  })
})

test('a video is called as the song, as the entry without its quotation marks, or a video', () => {
  const entry = { ...blankEntry('e', 'crooked'), heading: '“Crooked”' }
  expect(nameOfVideo(entry, 'Haru Haru')).toBe('Haru Haru')
  expect(nameOfVideo(entry, undefined)).toBe('Crooked')
  expect(nameOfVideo({ ...entry, heading: '“Crooked” and “Blue”' }, undefined)).toBe('“Crooked” and “Blue”')
  expect(nameOfVideo({ ...entry, heading: ' ' }, undefined)).toBe('Video')
})

test('it can be put in the text instead, where it was pasted or at the end', () => {
  expect(withAddress('It rains.', youtube, 3)).toBe(`It ${url}rains.`)
  expect(withAddress('It rains.\n', youtube, null)).toBe(`It rains.\n\n${url}`)
  expect(withAddress('It', youtube, 9)).toBe(`It\n\n${url}`)
  expect(withAddress('', youtube, null)).toBe(url)
})
