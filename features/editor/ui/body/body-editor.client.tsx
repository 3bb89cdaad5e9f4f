'use client'

import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react'
import type { EditorView } from '@codemirror/view'
import type { ArrivingFiles } from '../../document/pictures'
import { countWords } from '../../document/words'
import { BodyTools, placeOfTools, toolStateOf, type ToolState } from './body-tools.client'
import { LoadedPart } from '@/ui/loaded-part.client'
import { slashAt, type Slash } from './slash.client'
import { live } from './live.client'
import { leaveBody, openBody, showText, type HowChanged } from './body-view.client'
import { cellEvent } from './table-grid.client'
import { pictureEvent } from './widgets.client'

/** Where the caret goes: where one pressed, or else where it is in the plain field. */
export type Begin = { press: { x: number; y: number; detail: number; shiftKey: boolean } | null }

type Props = {
  id: string
  label: string
  labelledBy: string
  describedBy: string
  invalid: boolean
  value: string
  placeholder: string
  begin: Begin
  /** It is one line; `onEnter` leads on. */
  line: { onEnter: () => void } | null
  plain: RefObject<HTMLTextAreaElement | null>
  onChange: (value: string, how: HowChanged) => void
  onRest: (rest: string, isLate?: boolean) => void
  /** How many words are chosen; null when nothing is. */
  onChosen: (words: number | null) => void
  fromHtml: (html: string) => Promise<string>
  onFiles: (arriving: ArrivingFiles) => void
  onVideo: ((words: string, at: () => number | null) => Promise<string>) | null
  /** It is left: where the caret was, and what was drawn. */
  onLeave: (left: { text: string; from: number; to: number; drawn: string }) => void
}

/** Without its script a table stays as it is, and is tried again with the next press. */
const noCells = () => {}
const nothingChosen: ToolState = { bold: false, italic: false, spoiler: false, link: null, at: null }
const isSame = (a: ToolState, b: ToolState) =>
  a.bold === b.bold &&
  a.italic === b.italic &&
  a.spoiler === b.spoiler &&
  a.link === b.link &&
  a.at?.x === b.at?.x &&
  a.at?.y === b.at?.y &&
  a.at?.isBelow === b.at?.isBelow
const loadPicture = async () => (await import('./picture-dialog.client')).PictureDialog
const loadCells = () => import('./table-cells.client')
const loadSlashMenu = async () => (await import('./slash-menu.client')).SlashMenu
/** These give the focus back. */
const aside = 'dialog, [popover], .toast, .text-pictures'

/** A body with the caret in it. */
export function BodyEditor(props: Props) {
  const { id, label, labelledBy, describedBy, invalid, value } = props
  const box = useRef<HTMLDivElement>(null)
  const opened = useRef<EditorView | null>(null)
  const latest = useRef(props)
  const [tools, setTools] = useState(nothingChosen)
  const [linking, setLinking] = useState(false)
  const [slash, setSlash] = useState<Slash | null>(null)
  /** The picture that is changed, by where it stands; `new` is put in at the caret. */
  const [picture, setPicture] = useState<number | 'new' | null>(null)
  /** The stroke that Escape was pressed at. */
  const dismissed = useRef(-1)
  const menuKeys = useRef<((key: string) => boolean) | null>(null)
  const hears = useCallback((onKey: ((key: string) => boolean) | null) => void (menuKeys.current = onKey), [])
  const view = useCallback(() => opened.current, [])
  useLayoutEffect(() => void (latest.current = props))

  useLayoutEffect(() => {
    const { value: text, begin, placeholder, plain, line } = latest.current
    let measuring = false
    const made = openBody(box.current!, {
      text,
      // As it is now: a key may have come since the field said that it has the focus.
      selection: { from: plain.current?.selectionStart ?? 0, to: plain.current?.selectionEnd ?? 0 },
      placeholder,
      line,
      attributes: { id, 'aria-labelledby': labelledBy, ...(line && { 'aria-multiline': 'false' }) },
      fromHtml: (html) => latest.current.fromHtml(html),
      onFiles: (arriving) => latest.current.onFiles(arriving),
      get onVideo() {
        return latest.current.onVideo
      },
      onRest: (rest, isLate) => latest.current.onRest(rest, isLate),
      onChange: (words, how) => latest.current.onChange(words, how),
      onLink: () => setLinking(true),
      onTable: (from, to) => void loadCells().then(({ openCellAt }) => opened.current?.hasFocus && openCellAt(opened.current, from, to), noCells),
      onMenuKey: (key) => menuKeys.current?.(key) ?? false,
      onUpdate: (now) => {
        const { main } = now.state.selection
        const stroke = line ? null : slashAt(now.state)
        if (!stroke) dismissed.current = -1
        const offered = stroke && stroke.from !== dismissed.current ? stroke : null
        setSlash((before) => (before?.from === offered?.from && before?.words === offered?.words ? before : offered))
        const next = toolStateOf(now)
        const show = (at: ToolState['at']) => setTools((before) => (isSame(before, { ...next, at }) ? before : { ...next, at }))
        latest.current.onChosen(main.empty ? null : countWords(now.state.sliceDoc(main.from, main.to)))
        if (main.empty) return show(null)
        if (measuring) return
        measuring = true
        now.requestMeasure({
          read: () => placeOfTools(now, now.state.selection.main),
          write: (at) => {
            measuring = false
            show(now.state.selection.main.empty ? null : at)
          },
        })
      },
    })
    opened.current = made
    made.dom.addEventListener(cellEvent, (event) => {
      const { box, row, column } = (event as CustomEvent<{ box: HTMLElement; row: number; column: number }>).detail
      void loadCells().then(({ openCell }) => made.dom.contains(box) && openCell(made, box, { row, column }), noCells)
    })
    made.dom.addEventListener(pictureEvent, (event) => setPicture((event as CustomEvent<number>).detail))
    made.focus()
    if (begin.press) press(made, begin.press)
    if (made.state.field(live).tables.length > 0) void loadCells().catch(noCells)
    return () => {
      opened.current = null
      // Another part was opened by a key: nothing was said of leaving.
      leaveBody(made)
      made.destroy()
    }
  }, [id, labelledBy])

  useLayoutEffect(() => {
    const content = opened.current?.contentDOM
    if (describedBy) content?.setAttribute('aria-describedby', describedBy)
    else content?.removeAttribute('aria-describedby')
    content?.toggleAttribute('aria-invalid', invalid)
    if (invalid) content?.setAttribute('aria-invalid', 'true')
  }, [describedBy, invalid])

  useLayoutEffect(() => {
    if (opened.current) showText(opened.current, value)
  }, [value])

  const leave = useCallback(() => {
    const made = opened.current
    if (!made) return
    leaveBody(made)
    const { from, to } = made.state.selection.main
    latest.current.onLeave({ text: made.state.sliceDoc(), from, to, drawn: drawnIn(made) })
  }, [])

  // The focus went elsewhere on the page; to another window, or to what gives it back, is no leaving.
  useEffect(() => {
    const onFocus = ({ target }: FocusEvent) => {
      if (target instanceof Element && !box.current?.parentElement?.contains(target) && !target.closest(aside)) leave()
    }
    const onBlur = () => setTimeout(() => document.hasFocus() && document.activeElement === document.body && leave())
    document.addEventListener('focusin', onFocus)
    document.addEventListener('focusout', onBlur)
    return () => {
      document.removeEventListener('focusin', onFocus)
      document.removeEventListener('focusout', onBlur)
    }
  }, [leave])

  const onDone = () => {
    opened.current?.contentDOM.blur()
    leave()
  }
  return (
    <div className="body-editor">
      <div ref={box} className={props.line ? 'body-live' : 'prose body-live'} />
      <BodyTools label={label} isLine={props.line !== null} view={view} now={tools} linking={linking} onLinking={setLinking} onDone={onDone} />
      {slash ? (
        <LoadedPart
          load={loadSlashMenu}
          given={{
            view,
            slash,
            hears,
            onLink: () => setLinking(true),
            onPicture: () => setPicture('new'),
            onClose: () => {
              dismissed.current = slash.from
              setSlash(null)
            },
          }}
        />
      ) : null}
      {picture !== null ? <LoadedPart load={loadPicture} given={{ view, at: picture, onClose: () => setPicture(null) }} /> : null}
    </div>
  )
}

/** The press that opened it goes on in it: so one can choose words by dragging, or a word by pressing twice. */
function press(view: EditorView, { x, y, detail, shiftKey }: NonNullable<Begin['press']>) {
  const at = view.posAtCoords({ x, y }, false)
  view.dispatch({ selection: { anchor: at } })
  if (detail > 0)
    view.contentDOM.dispatchEvent(
      new MouseEvent('mousedown', { clientX: x, clientY: y, detail, shiftKey, button: 0, buttons: 1, bubbles: true, cancelable: true }),
    )
}

/** Stands in its place until the page's own drawing is there. */
function drawnIn(view: EditorView): string {
  const copy = view.contentDOM.cloneNode(true) as HTMLElement
  for (const element of [copy, ...copy.querySelectorAll<HTMLElement>('*')])
    for (const name of ['id', 'style', 'contenteditable', 'role', 'aria-labelledby', 'aria-describedby', 'tabindex']) element.removeAttribute(name)
  return copy.innerHTML
}
