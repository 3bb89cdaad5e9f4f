// The text is written here because prom-client takes 12 MB of memory (of 170) and half a second of each start, and saves no line: all numbers exist already.
import { subscribe } from 'node:diagnostics_channel'
import type { ServerResponse } from 'node:http'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { PageCache } from '../cache/page-cache'

const eventLoopDelay = monitorEventLoopDelay({ resolution: 20 })
const answersByStatus = new Map<number, number>()

/** Starts to count answers by their status, and to measure for how long the event loop is blocked. */
export function startMetrics(): void {
  eventLoopDelay.enable()
  subscribe('http.server.response.finish', (message) => countAnswer((message as { response: ServerResponse }).response.statusCode))
}

/** Counts an answer. Those of Node are counted already. */
export const countAnswer = (status: number): void => void answersByStatus.set(status, (answersByStatus.get(status) ?? 0) + 1)

const line = (name: string, kind: 'gauge' | 'counter', help: string, values: [string, number][]) =>
  [`# HELP lightstick_${name} ${help}`, `# TYPE lightstick_${name} ${kind}`, ...values.map(([labels, value]) => `lightstick_${name}${labels} ${value}`)].join(
    '\n',
  )

/** How many there are, of those who write and of those who read. */
export type OpenStreams = { studio: number; readers: number }

/** All metrics in the Prometheus text format. `more`: lines of the application inside Next. */
export function metricsText(cache: PageCache, openStreams: OpenStreams, more: string): string {
  const { size, counts } = cache
  const memory = process.memoryUsage()
  const text = [
    line('store_bytes', 'gauge', 'Bytes that kept pages take.', [['', size.bytes]]),
    line('store_pages', 'gauge', 'Kept pages.', [['', size.pages]]),
    line('page_hits_total', 'counter', 'Pages answered from the store.', [
      ['{copy="fresh"}', counts.hits],
      ['{copy="older"}', counts.staleHits],
    ]),
    line('page_misses_total', 'counter', 'Requests that waited for a render.', [['', counts.misses]]),
    line('renders_total', 'counter', 'Pages rendered.', [['', counts.renders]]),
    line('render_errors_total', 'counter', 'Renders that failed.', [['', counts.errors]]),
    line('renders_running', 'gauge', 'Pages being rendered now.', [['', size.rendering]]),
    line('purges_total', 'counter', 'Purges applied.', [['', counts.purges]]),
    line('event_loop_delay_seconds', 'gauge', 'How long the event loop was held up, since the last look.', [
      ['{quantile="0.5"}', eventLoopDelay.percentile(50) / 1e9],
      ['{quantile="0.99"}', eventLoopDelay.percentile(99) / 1e9],
      ['{quantile="1"}', eventLoopDelay.max / 1e9],
    ]),
    line('memory_bytes', 'gauge', 'Memory of the process.', [
      ['{kind="rss"}', memory.rss],
      ['{kind="heap"}', memory.heapUsed],
      ['{kind="external"}', memory.external],
    ]),
    line(
      'answers_total',
      'counter',
      'Answers by status.',
      [...answersByStatus].map(([status, count]): [string, number] => [`{status="${status}"}`, count]),
    ),
    line(
      'open_streams',
      'gauge',
      'Open streams of server-sent events.',
      Object.entries(openStreams).map(([of, count]): [string, number] => [`{of="${of}"}`, count]),
    ),
    line('uptime_seconds', 'gauge', 'Since the start of the process.', [['', Math.round(process.uptime())]]),
    more.trim(),
  ]
  eventLoopDelay.reset()
  return `${text.filter(Boolean).join('\n')}\n`
}
