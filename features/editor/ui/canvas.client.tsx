'use client'

import { memo, useLayoutEffect, useMemo, useRef, useState, type MouseEvent } from 'react'
import { findSection } from '@/features/articles/document/parts'
import { entriesOf } from '@/features/articles/schema'
import { areSameParts, canvasParts, isOpenIn, type CanvasPart } from '../document/canvas-parts'
import { rowsOf } from '../document/canvas-window'
import { textSheet } from '@/features/media/document/text-sheet'
import { useEditor } from './editor-context.client'
import { EntryCanvas } from './entry-canvas.client'
import { CloseStill } from './close-still.client'
import { Icon } from './icons.client'
import { ListHead, ListTail } from './list-canvas.client'
import { Menu } from './menu.client'
import { noteOf } from './note-sign.client'
import { linesOf } from './presence.client'
import { SectionCanvas } from './section-canvas.client'
import { namesOf, StillPart, type StillProps } from './still-parts.client'
import { useCanvasLook, type CanvasLook } from './use-canvas-look.client'
import { useNear } from './use-near.client'
import { usePresses } from './use-presses.client'
import { useSeen } from './use-seen.client'

/** The middle: the whole list as readers will see it, of which the part that is open can be written in; the others as their titles, to read the order; or that part alone. */
export function Canvas() {
  const { selection } = useEditor()
  const [look, setLook] = useCanvasLook()
  return (
    <>
      <link rel="stylesheet" href={textSheet} />
      <Eye look={look} onLook={setLook} />
      {look === 'alone' ? (
        <div className="canvas-parts alone">
          <OpenPart of="list" />
          {selection.of === 'list' ? <OpenPart of="outro" /> : null}
        </div>
      ) : (
        <WholeList key={look} isClose={look === 'close'} />
      )}
    </>
  )
}

const looks: readonly [CanvasLook, string][] = [
  ['whole', 'As the page'],
  ['close', 'Close together'],
  ['alone', 'One alone'],
]

function Eye({ look, onLook }: { look: CanvasLook; onLook: (look: CanvasLook) => void }) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const items = looks.map(([one, words]) => ({ words, chosen: one === look, act: () => onLook(one) }))
  const name = `How the list is shown: ${items.find(({ chosen }) => chosen)!.words}`
  return (
    <>
      <div className="canvas-looks">
        <button
          type="button"
          className="ib"
          aria-haspopup="menu"
          aria-expanded={anchor !== null}
          aria-label={name}
          title={name}
          onClick={({ currentTarget }) => setAnchor(currentTarget)}
        >
          <Icon of="eye" />
          <Icon of="open" />
        </button>
      </div>
      {anchor ? <Menu label="How the list is shown" anchor={anchor} items={items} onClose={() => setAnchor(null)} /> : null}
    </>
  )
}

/** The fields of what is open. Of a list they stand before and behind the entries. */
function OpenPart({ of }: { of: CanvasPart['is'] }) {
  const { document, selection } = useEditor()
  if (selection.of === 'list') return of === 'outro' ? <ListTail /> : <ListHead />
  if (selection.of === 'section') {
    const section = findSection(document, selection.id)
    return section ? <SectionCanvas key={section.id} section={section} /> : null
  }
  const placed = entriesOf(document).find(({ entry }) => entry.id === selection.id)
  return placed ? <EntryCanvas key={placed.entry.id} placed={placed} /> : null
}

/** Drawn with the page, before anybody knows what is seen. */
const drawnAtOnce = 3

function WholeList({ isClose }: { isClose: boolean }) {
  const { document, article, publication, cover, others, notes, toNote, records, selection, select } = useEditor()
  const { signs } = notes
  const box = useRef<HTMLDivElement>(null)
  // The same parts while only what is open changes: words that are typed draw no other part again.
  const wanted = canvasParts(document)
  const [kept, setKept] = useState({ parts: wanted, selection })
  if (kept.selection !== selection || !areSameParts(kept.parts, wanted, selection)) setKept({ parts: wanted, selection })
  const { parts } = kept
  const keys = useMemo(() => parts.map(({ key }) => key).join(), [parts])
  const { near, heightAt } = useNear(box, parts, isClose)
  const byline = useMemo(() => namesOf(publication.authors), [publication.authors])
  const { onClick, onPointerDown } = usePresses({ box, parts, keys, selection, select })
  useSeen(box, keys)
  const rows = useMemo(() => {
    const isOpen = parts.map((part) => isOpenIn(part, selection))
    const isBeside = isOpen.map((one, index) => one || isOpen[index - 1] === true || isOpen[index + 1] === true)
    return rowsOf(parts.map(({ key }, index) => isBeside[index]! || near.has(key) || (near.size === 0 && index < drawnAtOnce))).map((row) => {
      if (typeof row === 'object') {
        let height = 0
        for (let index = row.from; index < row.to; index++) height += heightAt(index)
        return <Gap key={`gap-${parts[row.from]!.key}`} from={row.from} to={row.to} height={Math.round(height)} />
      }
      const part = parts[row]!
      return (
        <Row
          key={part.key}
          part={part}
          isOpen={isOpen[row]!}
          isDoor={isBeside[row]!}
          isClose={isClose}
          here={part.is === 'outro' ? '' : linesOf(others, part.key, article.accountId)}
          article={article}
          records={records}
          byline={byline}
          cover={cover}
          signs={signs}
        />
      )
    })
  }, [parts, selection, isClose, near, heightAt, others, article, records, byline, cover, signs])
  const onPress = (event: MouseEvent) => {
    const note = isStill(event.target) ? noteOf(event.target) : null
    if (note) toNote(note)
    else onClick(event)
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions, jsx-a11y/click-events-have-key-events -- by key a part is opened by its button, or from the outline
    <div className="canvas-parts" ref={box} onClick={onPress} onPointerDown={onPointerDown}>
      {rows}
    </div>
  )
}

const isStill = (target: EventTarget) => (target as Element).closest('.canvas-part:not([data-open])') !== null

/** The place of parts that are far from what is seen. */
function Gap({ from, to, height }: { from: number; to: number; height: number }) {
  const gap = useRef<HTMLDivElement>(null)
  // No style attribute: the policy lets styles of scripts in.
  useLayoutEffect(() => gap.current?.style.setProperty('height', `${height}px`), [height])
  return <div className="canvas-gap" ref={gap} data-gap={`${from}-${to}`} />
}

type RowProps = StillProps & { isOpen: boolean; isDoor: boolean; isClose: boolean }

const Row = memo(function Row({ isOpen, isDoor, isClose, ...still }: RowProps) {
  const { part } = still
  return (
    <div className="canvas-part" data-part={part.key} data-is={part.is} data-open={isOpen || undefined} data-close={(isClose && !isOpen) || undefined}>
      {isOpen ? (
        <OpenPart of={part.is} />
      ) : (
        <>
          <button type="button" className="door btn small" tabIndex={isDoor ? 0 : -1} aria-label={`Write here: ${nameOf(part)}`}>
            Write here
          </button>
          {isClose ? <CloseStill {...still} /> : <StillPart {...still} />}
        </>
      )}
    </div>
  )
})

function nameOf(part: CanvasPart): string {
  if (part.is === 'entry') return `entry ${part.number}`
  if (part.is === 'section') return `section ${part.heading || 'without a heading'}`
  return part.is === 'list' ? 'title and introduction' : 'closing words and question'
}
