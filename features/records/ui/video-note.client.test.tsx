import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { VideoNote } from './video-note.client'

const said = (url: string) => renderToStaticMarkup(<VideoNote id="n" url={url} />).replaceAll(/<[^>]*>/g, '')

it.each([
  ['https://www.dailymotion.com/video/x1', 'dailymotion.com'],
  ['www.dailymotion.com/video/x1', 'dailymotion.com'],
  ['https://www.youtube.com/@bigbang', 'youtube.com'],
  ['https://tv.naver.com/v/1', 'tv.naver.com'],
])('%s is a link for readers', (url, site) => {
  expect(said(url)).toBe(`Readers get a link to ${site}: only videos of YouTube and Vimeo play here.`)
})

it.each(['', 'https://', 'https://d', 'http://dailymotion.com/x', 'words', 'https://youtu.be/RKhsHGfrFmY', 'vimeo.com/76979871'])('%s needs no word', (url) => {
  expect(said(url)).toBe('')
})
