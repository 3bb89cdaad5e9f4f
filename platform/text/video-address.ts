/** A video of a service that pages can play. `hash`: of a Vimeo video that only those who know its address may see. */
export type VideoAddress = { service: 'youtube' | 'vimeo'; id: string; hash: string | null }

const youtubeHosts = /^(?:(?:www|m|music|gaming)\.)?(?:youtube\.com|youtube-nocookie\.com)$/
const vimeoHosts = /^(?:(?:www|player)\.)?vimeo\.com$/
const youtubeId = /^[\w-]{11}$/
const maxLength = 2000

/**
 * The video that an address leads to, in whatever form services and people write it (`watch?v=`, `youtu.be/`, `shorts/`, `embed/`, `live/`, `m.`, `music.`,
 * `-nocookie`; `vimeo.com/ID`, `vimeo.com/ID/HASH`, `player.vimeo.com/video/ID?h=HASH`), or null. Safe in a browser.
 */
export function readVideoAddress(address: string): VideoAddress | null {
  const url = parsed(address)
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) return null
  const host = url.hostname.toLowerCase()
  const path = url.pathname.split('/').filter((part) => part !== '')
  if (host === 'youtu.be' || host === 'www.youtu.be') return youtube(path[0])
  if (youtubeHosts.test(host)) return youtube(youtubePart(url, path))
  if (vimeoHosts.test(host)) return vimeo(url, path)
  return null
}

/** The one address under which it is kept: of the page that plays it. */
export const videoUrl = ({ service, id, hash }: VideoAddress): string =>
  service === 'youtube' ? `https://www.youtube.com/watch?v=${id}` : `https://vimeo.com/${id}${hash ? `/${hash}` : ''}`

/** An address of a video as it is kept, of whatever one types for it: the one of its page, where that is known, else with the scheme that was left out. */
export function tidyVideoUrl(typed: string): string {
  const text = typed.trim()
  const video = readVideoAddress(text)
  if (video) return videoUrl(video)
  return /^(?:[\w-]+\.)+[a-z]{2,}\//i.test(text) ? `https://${text}` : text
}

/** The address of the player that can stand in a page: the one that keeps the least of who watches (`-nocookie`, `dnt`). It has a query already. */
export const playerUrl = ({ service, id, hash }: VideoAddress): string =>
  service === 'youtube' ? `https://www.youtube-nocookie.com/embed/${id}?rel=0` : `https://player.vimeo.com/video/${id}?dnt=1${hash ? `&h=${hash}` : ''}`

/** Where an address leads, in words: “YouTube”, “Vimeo” or the name of its host. */
export function siteOf(address: string): string {
  const video = readVideoAddress(address)
  if (video) return video.service === 'youtube' ? 'YouTube' : 'Vimeo'
  return parsed(address)?.hostname.replace(/^www\./, '') ?? address
}

function parsed(address: string): URL | null {
  const text = address.trim()
  if (text.length > maxLength) return null
  // Pages leave the scheme out, and people leave it out of what they type.
  const whole = text.startsWith('//')
    ? `https:${text}`
    : /^(?:[a-z]+\.)*(?:youtube(?:-nocookie)?\.com|youtu\.be|vimeo\.com)\//i.test(text)
      ? `https://${text}`
      : text
  return URL.canParse(whole) ? new URL(whole) : null
}

function youtubePart(url: URL, path: string[]): string | null | undefined {
  const [first, second] = path
  if (first === 'watch' || first === undefined) return url.searchParams.get('v') ?? second
  if (first === 'attribution_link') return parsed(`https://www.youtube.com${url.searchParams.get('u') ?? ''}`)?.searchParams.get('v')
  // An embed of a list of videos has no video of its own.
  return ['embed', 'shorts', 'live', 'v', 'e', 'vi'].includes(first) && second !== 'videoseries' ? second : null
}

const youtube = (id: string | null | undefined): VideoAddress | null => (id && youtubeId.test(id) ? { service: 'youtube', id, hash: null } : null)

function vimeo(url: URL, path: string[]): VideoAddress | null {
  const channel = path[0] === 'channels'
  const at = path.findIndex((part, index) => /^\d{5,12}$/.test(part) && (index === 0 || /^videos?$/.test(path[index - 1]!) || (channel && index === 2)))
  if (at < 0) return null
  const hash = url.searchParams.get('h') ?? path[at + 1] ?? ''
  return { service: 'vimeo', id: path[at]!, hash: /^[0-9a-f]{6,20}$/i.test(hash) ? hash : null }
}
