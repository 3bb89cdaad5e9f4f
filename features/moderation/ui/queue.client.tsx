'use client'

import { useEffect, useRef, useState, type ComponentType, type KeyboardEvent, type MouseEvent } from 'react'
import { Moment } from '@/ui/moment.client'
import { WhenReady } from '@/ui/when-ready.client'
import type { QueueItem } from '../queries/describe-comments'
import type { SavedReply } from '../queries/saved-replies'
import { HideForm } from './hide-form.client'
import { QueueComment } from './queue-comment.client'
import { QueueWriter } from './queue-writer.client'
import { useQueue, type Asked } from './use-queue.client'

type Props = { asked: Asked; items: QueueItem[]; next: string | null; replies: SavedReply[]; reasons: { code: string; words: string }[]; empty: string }

/** What waits for moderators, one comment large beside the list of all. Its keys work while the focus is in it (WCAG 2.1.4). */
export function QueueRoom({ asked, items, next, replies, reasons, empty }: Props) {
  const queue = useQueue({ asked, items, next })
  const { state, said } = queue
  const [isHiding, setIsHiding] = useState(false)
  const [isListOpen, setIsListOpen] = useState(false)
  const [Sheet, setSheet] = useState<ComponentType<{ onClose: () => void }> | null>(null)
  const large = useRef<HTMLElement>(null)
  const current = state.items.find(({ id }) => id === state.at) ?? null
  const count = state.chosen.length
  const isEmpty = !current && !queue.hasMore

  // The comment that is shown has the focus, so that it is read out and the keys work; not while somebody writes.
  const at = state.at
  useEffect(() => {
    const active = document.activeElement
    if (active === document.body || active?.closest('.queue [data-decides], .queue-large')) large.current?.focus({ preventScroll: false })
  }, [at])

  const decide = (choice: Parameters<typeof queue.decide>[0]) => {
    setIsHiding(false)
    queue.decide(choice)
    large.current?.focus()
  }
  const spam = () => decide({ choice: 'hide', reason: 'spam', note: '' })
  const openSheet = async () => {
    const { Shortcuts } = await import('@/features/palette/ui/shortcuts.client')
    setSheet(() => Shortcuts)
  }
  const toggleList = (event: MouseEvent<HTMLElement>) => {
    // On a phone it opens above, out of sight of whoever reads below.
    if (!isListOpen) event.currentTarget.closest('.queue')?.scrollIntoView()
    setIsListOpen(!isListOpen)
  }
  const acts: Record<string, () => void> = {
    j: () => queue.step(1),
    k: () => queue.step(-1),
    a: () => decide({ choice: 'show' }),
    t: () => decide({ choice: 'trust' }),
    r: () => setIsHiding(current !== null),
    s: spam,
    u: queue.undo,
    x: () => state.at && queue.choose(state.at),
    e: queue.chooseAll,
    o: () => current && window.open(placeOf(current), '_blank', 'noopener'),
    '?': () => void openSheet(),
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    const target = event.target as HTMLElement
    if (target.closest('textarea, select, input:not([type="checkbox"]), dialog, .queue-hide')) return
    const key = event.key.toLowerCase()
    const act = acts[key]
    // A finger that rests on a key goes on through the list, and decides nothing.
    if (!act || (event.repeat && key !== 'j' && key !== 'k')) return
    event.preventDefault()
    act()
  }

  return (
    <WhenReady>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys are beside buttons that do the same */}
      <section
        className={['queue', isListOpen ? 'shows-list' : '', isEmpty ? 'is-empty' : ''].filter(Boolean).join(' ')}
        aria-label="Comments to decide about"
        onKeyDown={onKeyDown}
      >
        <div className="queue-list">
          <p className="queue-list-head">
            <button type="button" className="textual" disabled={state.items.length === 0} onClick={queue.chooseAll}>
              {count > 0 ? 'Choose none' : 'Choose all'}
            </button>
            <span aria-live="polite">{count > 0 ? `${count} chosen` : ''}</span>
          </p>
          <ol>
            {state.items.map((item) => (
              <Row
                key={item.id}
                item={item}
                isAt={item.id === state.at}
                isChosen={state.chosen.includes(item.id)}
                onChoose={() => queue.choose(item.id)}
                onShow={() => {
                  queue.show(item.id)
                  setIsListOpen(false)
                  large.current?.focus()
                }}
              />
            ))}
          </ol>
          {queue.hasMore ? (
            <button type="button" className="btn small" disabled={queue.isLoading} onClick={() => void queue.loadMore()}>
              {queue.isLoading ? 'Looking…' : 'Look further'}
            </button>
          ) : null}
        </div>
        <article
          ref={large}
          className="queue-large"
          tabIndex={-1}
          aria-label={current ? `${stateWords[current.state]} comment of ${current.name}` : 'No comment'}
        >
          {current ? (
            <QueueComment item={current} asked={asked} />
          ) : (
            <p className="empty">{!queue.hasMore ? empty : queue.isLoading ? 'Looking for more…' : 'Nothing so far: look further in the list.'}</p>
          )}
          {current ? <QueueWriter key={current.id} item={current} onBanned={queue.tell} /> : null}
        </article>
        <div className="queue-foot" data-decides="">
          <div className="queue-line">
            <p className={said.isBad ? 'queue-said bad' : 'queue-said'}>
              {said.isBad ? <span role="alert">{said.words}</span> : <output>{said.words}</output>}
            </p>
            {isHiding ? null : (
              <span className="queue-steps">
                {isEmpty && !queue.canUndo ? null : (
                  <button type="button" className="btn small" disabled={!queue.canUndo} onClick={queue.undo} aria-keyshortcuts="U">
                    Undo
                  </button>
                )}
                {isEmpty ? null : (
                  <>
                    <button type="button" className="btn small" disabled={state.items.length < 2} onClick={() => queue.step(-1)} aria-keyshortcuts="K">
                      Before
                    </button>
                    <button type="button" className="btn small" disabled={state.items.length < 2} onClick={() => queue.step(1)} aria-keyshortcuts="J">
                      Next
                    </button>
                    <button type="button" className="btn small list-switch" aria-expanded={isListOpen} onClick={toggleList}>
                      List
                    </button>
                    <button type="button" className="btn small keys-switch" onClick={() => void openSheet()} aria-keyshortcuts="?">
                      Keys
                    </button>
                  </>
                )}
              </span>
            )}
          </div>
          {isHiding && current ? (
            <HideForm
              reasons={reasons}
              replies={replies}
              count={Math.max(count, 1)}
              onHide={(reason, note) => decide({ choice: 'hide', reason, note })}
              onClose={() => {
                setIsHiding(false)
                large.current?.focus()
              }}
            />
          ) : (
            <div className="queue-acts">
              {isEmpty ? null : (
                <>
                  <Act keyName="A" look="primary" count={count} disabled={!current} onPress={() => decide({ choice: 'show' })}>
                    {current ? shows[current.state] : 'Approve'}
                  </Act>
                  <Act
                    keyName="T"
                    before={`${current ? shows[current.state] : 'Approve'} `}
                    count={count}
                    disabled={!current}
                    onPress={() => decide({ choice: 'trust' })}
                  >
                    and trust
                  </Act>
                  <Act keyName="R" count={count} disabled={!current} onPress={() => setIsHiding(true)}>
                    {current?.appeal ? 'Leave hidden…' : 'Hide…'}
                  </Act>
                  <Act keyName="S" count={count} disabled={!current} onPress={spam}>
                    Spam
                  </Act>
                </>
              )}
            </div>
          )}
        </div>
        {Sheet ? <Sheet onClose={() => setSheet(null)} /> : null}
      </section>
    </WhenReady>
  )
}

/** What its first button says. */
const shows = { pending: 'Approve', visible: 'Keep', hidden: 'Show' } as const
const stateWords = { pending: 'Waiting', visible: 'Shown', hidden: 'Hidden' } as const

/** Where it stands for readers. */
const placeOf = ({ id, list, state }: QueueItem): string => `/articles/${list.slug}${state === 'visible' ? `?comment=${id}#comment-${id}` : '#comments'}`

/** `before`: what stands before its words for whoever hears them alone. */
type ActProps = { keyName: string; look?: 'primary'; before?: string; count: number; disabled: boolean; onPress: () => void; children: string }

const Act = ({ keyName, look, before, count, disabled, onPress, children }: ActProps) => (
  <button type="button" className={look ? `btn ${look}` : 'btn'} disabled={disabled} onClick={onPress} aria-keyshortcuts={keyName}>
    {before ? <span className="vh">{before}</span> : null}
    {children}
    {count > 0 ? ` ${count}` : ''} <kbd aria-hidden="true">{keyName}</kbd>
  </button>
)

type RowProps = { item: QueueItem; isAt: boolean; isChosen: boolean; onChoose: () => void; onShow: () => void }

const Row = ({ item, isAt, isChosen, onChoose, onShow }: RowProps) => (
  <li className={isChosen ? 'is-chosen' : undefined}>
    <input type="checkbox" checked={isChosen} onChange={onChoose} aria-label={`Choose the comment of ${item.name}`} />
    <button type="button" aria-current={isAt ? 'true' : undefined} onClick={onShow}>
      <span className="queue-who">
        <b dir="auto">{item.name}</b> <Moment at={item.at} />
      </span>
      <span className="queue-words" dir="auto">
        {item.words}
      </span>
      <span className="queue-why">{whyOf(item)}</span>
    </button>
  </li>
)

function whyOf({ reports, reasons, decided, appeal }: QueueItem): string {
  if (appeal) return 'its writer asks for another look'
  if (reports.length > 0) return `${reports.length === 1 ? '1 report' : `${reports.length} reports`}: ${reports[0]!.reason}`
  if (reasons.length > 0) return reasons.map(({ words }) => words).join(', ')
  return decided?.action === 'hide' ? 'hidden by a moderator' : ''
}
