import { expect, it } from 'vitest'
import { playerUrl, readVideoAddress, siteOf, tidyVideoUrl, videoUrl } from './video-address'

const id = 'RKhsHGfrFmY'

it.each([
  `https://www.youtube.com/watch?v=${id}`,
  `http://youtube.com/watch?v=${id}&t=42s`,
  `https://www.youtube.com/watch?list=PL123&index=2&v=${id}`,
  `https://youtu.be/${id}`,
  `https://youtu.be/${id}?si=AbCd&t=10`,
  `https://m.youtube.com/watch?v=${id}&feature=share`,
  `https://music.youtube.com/watch?v=${id}`,
  `https://www.youtube.com/shorts/${id}`,
  `https://www.youtube.com/live/${id}?feature=shared`,
  `https://www.youtube.com/embed/${id}?rel=0`,
  `https://www.youtube-nocookie.com/embed/${id}`,
  `//www.youtube.com/embed/${id}`,
  `https://www.youtube.com/v/${id}`,
  `youtube.com/watch?v=${id}`,
  `youtu.be/${id}`,
  ` https://WWW.YouTube.com/watch?v=${id} `,
  `https://www.youtube.com/watch/${id}`,
])('finds the id in %s', (address) => {
  const found = readVideoAddress(address)!
  expect(found).toEqual({ service: 'youtube', id, hash: null })
  expect(videoUrl(found)).toBe(`https://www.youtube.com/watch?v=${id}`)
  expect(playerUrl(found)).toBe(`https://www.youtube-nocookie.com/embed/${id}?rel=0`)
})

it.each([
  ['https://vimeo.com/76979871', null],
  ['https://www.vimeo.com/76979871?share=copy', null],
  ['https://vimeo.com/76979871/8272103f6e', '8272103f6e'],
  ['https://player.vimeo.com/video/76979871', null],
  ['https://player.vimeo.com/video/76979871?h=8272103f6e&dnt=1', '8272103f6e'],
  ['https://vimeo.com/channels/staffpicks/76979871', null],
  ['https://vimeo.com/groups/shortfilms/videos/76979871', null],
  ['https://vimeo.com/showcase/1234567/video/76979871', null],
  ['vimeo.com/76979871', null],
])('finds the id in %s', (address, hash) => {
  expect(readVideoAddress(address)).toEqual({ service: 'vimeo', id: '76979871', hash })
})

it('keeps a hash in both addresses of a Vimeo video', () => {
  const video = readVideoAddress('https://vimeo.com/76979871/8272103f6e')!
  expect(videoUrl(video)).toBe('https://vimeo.com/76979871/8272103f6e')
  expect(playerUrl(video)).toBe('https://player.vimeo.com/video/76979871?dnt=1&h=8272103f6e')
})

it.each([
  '',
  'Crooked',
  '“Crooked” by G-Dragon',
  'https://example.com/watch?v=RKhsHGfrFmY',
  'https://youtube.com.example.com/watch?v=RKhsHGfrFmY',
  'https://www.youtube.com/@bigbang',
  'https://www.youtube.com/playlist?list=PL1234567890A',
  'https://www.youtube.com/embed/videoseries?list=PL1234567890A',
  'https://www.youtube.com/results?search_query=crooked',
  'https://www.youtube.com/watch?v=tooShort',
  'javascript:alert("https://youtu.be/RKhsHGfrFmY")',
  'https://vimeo.com/user1234567',
  'https://vimeo.com/about',
  `https://youtu.be/${'a'.repeat(100_000)}`,
])('takes no video from %s', (address) => {
  expect(readVideoAddress(address)).toBeNull()
})

it.each([
  ['youtu.be/RKhsHGfrFmY?si=abc', 'https://www.youtube.com/watch?v=RKhsHGfrFmY'],
  [' https://m.youtube.com/watch?v=RKhsHGfrFmY&t=9 ', 'https://www.youtube.com/watch?v=RKhsHGfrFmY'],
  ['tv.naver.com/v/123', 'https://tv.naver.com/v/123'],
  ['http://example.com/v', 'http://example.com/v'],
  ['Crooked', 'Crooked'],
  ['', ''],
])('keeps %s as %s', (typed, kept) => {
  expect(tidyVideoUrl(typed)).toBe(kept)
})

it.each([
  ['https://youtu.be/RKhsHGfrFmY', 'YouTube'],
  ['https://vimeo.com/76979871', 'Vimeo'],
  ['https://www.dailymotion.com/video/x1', 'dailymotion.com'],
  ['https://vimeo.com.example.com/76979871', 'vimeo.com.example.com'],
])('says where %s leads', (address, words) => {
  expect(siteOf(address)).toBe(words)
})
