'use client'

/**
 * What the site says by itself: one stream (server-sent events) for a whole browser, however many tabs are open, since browsers open six connections to a site. The tab that
 * holds a Web Lock has the stream, and passes what comes on to the others by a BroadcastChannel. A tab that nobody looks at takes no part.
 */

/** `look`: something may have happened, look for yourself. `state`: who is there. `denied`: this is not yours to hear any more. */
export type StreamMessage = { topic: string } & ({ is: 'event'; type: string; version?: number } | { is: 'state'; state: unknown } | { is: 'look' | 'denied' })
type Listener = (message: StreamMessage) => void
/** Between tabs: what came, for all or for one; what a tab wants to hear; who has the stream now asks all. */
type Note = { is: 'message'; message: StreamMessage; to?: string } | { is: 'want'; tab: string; topics: string[] } | { is: 'lead' }

const address = '/api/studio/stream'
/** As many as the site takes; this tab's own first. */
const maxTopics = 30
const lockName = 'lightstick:stream'
const tab = Math.random().toString(36).slice(2)
const openAgainAfterMs = [2000, 5000, 15_000, 60_000]

const listeners = new Map<string, Set<Listener>>()
/** What other tabs want, by tab. */
const wanted = new Map<string, string[]>()
const states = new Map<string, StreamMessage>()
let channel: BroadcastChannel | null = null
let takingPart: AbortController | null = null
let stream: EventSource | null = null
let streamed = ''
let isLeading = false
let failures = 0
let timer: ReturnType<typeof setTimeout> | undefined

/** Hears of a topic until the returned function is called. While the page is not looked at nothing comes; then a `look`. */
export function hear(topic: string, listener: Listener): () => void {
  const known = listeners.get(topic) ?? new Set()
  listeners.set(topic, known.add(listener))
  if (!channel && 'BroadcastChannel' in window) {
    channel = new BroadcastChannel(lockName)
    channel.onmessage = ({ data }: MessageEvent<Note>) => onNote(data)
  }
  document.addEventListener('visibilitychange', onVisibility)
  window.addEventListener('pagehide', stop)
  window.addEventListener('pageshow', onVisibility)
  window.addEventListener('offline', forgetStates)
  window.addEventListener('online', reopen)
  onVisibility()
  const wasOpen = isLeading && streamed.split(' ').includes(topic)
  tellWants()
  if (wasOpen) for (const message of [states.get(topic), { topic, is: 'look' } as const]) if (message) listener(message)
  return () => {
    known.delete(listener)
    if (known.size === 0) listeners.delete(topic)
    if (listeners.size === 0) stop()
    else tellWants()
  }
}

function onVisibility() {
  if (document.visibilityState === 'visible' && listeners.size > 0) takePart()
  else stop()
}

function takePart() {
  if (takingPart) return
  const mine = (takingPart = new AbortController())
  // Without locks (they need https) or a channel each tab has its own.
  if (!navigator.locks || !channel) return lead()
  const whileLeading = () =>
    mine.signal.aborted ? undefined : new Promise<void>((resolve) => (mine.signal.addEventListener('abort', () => resolve()), lead()))
  void navigator.locks.request(lockName, { signal: mine.signal }, whileLeading).catch(() => {})
  tellWants()
}

function stop() {
  takingPart?.abort()
  takingPart = null
  isLeading = false
  clearTimeout(timer)
  stream?.close()
  stream = null
  streamed = ''
  send({ is: 'want', tab, topics: [] })
}

function lead() {
  isLeading = true
  failures = 0
  wanted.clear()
  send({ is: 'lead' })
  open()
}

const send = (note: Note) => channel?.postMessage(note)

function tellWants() {
  if (!takingPart) return
  if (isLeading) open()
  else send({ is: 'want', tab, topics: [...listeners.keys()] })
}

function onNote(note: Note) {
  if (note.is === 'message') return note.to === undefined || note.to === tab ? pass(note.message) : undefined
  if (note.is === 'lead') return tellWants()
  if (!isLeading) return
  if (note.topics.length === 0) return void wanted.delete(note.tab)
  wanted.set(note.tab, note.topics)
  open()
  // Who comes to a stream that was open before has missed what came until now.
  for (const topic of note.topics)
    for (const message of [states.get(topic), { topic, is: 'look' } as const]) if (message) send({ is: 'message', message, to: note.tab })
}

/** Opens the stream of all that the browser's tabs want, unless it is open. Fewer topics are no reason to open another one. */
function open() {
  const topics = [...new Set([...listeners.keys(), ...[...wanted.values()].flat()])].slice(0, maxTopics).sort()
  if (topics.length === 0 || (stream && topics.every((topic) => streamed.split(' ').includes(topic)))) return
  stream?.close()
  streamed = topics.join(' ')
  states.clear()
  const opened = (stream = new EventSource(`${address}?${new URLSearchParams(topics.map((topic) => ['topic', topic]))}`))
  opened.onmessage = ({ data }: MessageEvent<string>) => {
    failures = 0
    const message = JSON.parse(data) as StreamMessage
    if (message.is === 'state') states.set(message.topic, message)
    // It is asked for again, should it be given back.
    if (message.is === 'denied') {
      streamed = streamed.replace(message.topic, '')
      clearTimeout(timer)
      timer = setTimeout(open, openAgainAfterMs.at(-1))
    }
    tell(message)
  }
  opened.onerror = () => {
    // A lost connection comes back by itself. A refusal does not: it is asked for again, more and more rarely, and everybody looks for themselves.
    if (opened !== stream) return
    forgetStates()
    if (opened.readyState !== EventSource.CLOSED) return
    stream = null
    for (const topic of topics) tell({ topic, is: 'look' })
    clearTimeout(timer)
    timer = setTimeout(open, openAgainAfterMs[Math.min(failures++, openAgainAfterMs.length - 1)])
  }
}

/** The connection is lost: who was there is not known any more, until it is told again. */
function forgetStates() {
  const known = [...states.keys()]
  states.clear()
  for (const topic of known) tell({ topic, is: 'state', state: null })
}

/** The network is back: a connection from before may be dead without a sign. */
function reopen() {
  if (!isLeading) return
  clearTimeout(timer)
  stream?.close()
  stream = null
  open()
}

function tell(message: StreamMessage) {
  send({ is: 'message', message })
  pass(message)
}

const pass = (message: StreamMessage) => listeners.get(message.topic)?.forEach((listener) => listener(message))
