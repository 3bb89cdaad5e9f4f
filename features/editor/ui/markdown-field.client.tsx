'use client'

import { useEffect, useId, useLayoutEffect, useRef, useState, type MouseEvent, type SyntheticEvent } from 'react'
import { flushSync } from 'react-dom'
import { limits } from '@/features/articles/schema'
import { countWords } from '../document/words'
import { LoadedPart } from '@/ui/loaded-part.client'
import type { BodyEditor as Editor, Begin } from './body/body-editor.client'
import type { ArrivingFiles, TextPlace } from '../document/pictures'
import { useEditor } from './editor-context.client'
import type { Into } from './body/arriving-files.client'
import { LineLook } from './entry-looks.client'
import { useProse } from './use-prose.client'
import { usePastedVideo } from './use-pasted-video.client'

type Props = {
  label: string
  value: string
  /** `how`: what is typed goes on in one step of the history, what is done is a step of its own, tidying belongs to the step before. */
  onChange: (value: string, how: 'typed' | 'done' | 'tidied') => void
  placeholder?: string
  error?: string
  hideLabel?: boolean
  id?: string
  /** What notes call it (features/reviews/schema.ts). */
  field?: string
  maxLength?: number
  /** It is one line, as a subheading; `enterTo` is the id of the field that Enter leads to. */
  line?: { look: 'sub'; enterTo: string }
}

let BodyEditor: typeof Editor | null = null
let loading: Promise<void> | null = null
/** Loads what bodies are written in. Offline it cannot be: then one writes in the plain field, and the next try may work. */
export const loadBody = () =>
  (loading ??= import('./body/body-editor.client').then(
    (loaded) => void (BodyEditor = loaded.BodyEditor),
    () => void (loading = null),
  ))
/** Files whose sending has not begun, because the script for it has not come: it begins with the script, whatever field asks for that. */
const unsent = new Map<ArrivingFiles, Into>()
const loadPictures = async () => {
  const [{ TextPictures }, { sendArriving }] = await Promise.all([import('./body/text-pictures.client'), import('./body/arriving-files.client')])
  for (const [files, into] of unsent) {
    unsent.delete(files)
    sendArriving(files, into)
  }
  return TextPictures
}
/** Once pictures were sent, a field shows those of its own also when one comes back to it. */
let hasSent = false
const mayNameForeign = (text: string) => /\]\(\s*<?https?:/i.test(text) && text.includes('![')
/** Blocks that are pasted into one line: their words. */
const asLine = (markdown: string) => markdown.replaceAll(/^(?:#{1,6}|[-*+>]|\d+[.)])[ \t]+/gm, '')
const inOneLine = (text: string) => text.replaceAll(/\s*[\r\n]+\s*/g, ' ')
const nothing = () => {}
const fromHtml = async (html: string): Promise<string> => (await import('./body/from-html.client')).fromHtml(html)

/**
 * A text with its look. While nobody writes in it, it stands there as on the page, with the plain field over it, unseen; who writes in it does so in the
 * editor (body/), and until that has come, or where it cannot come, in the plain field.
 */
export function MarkdownField({ label, value, onChange, placeholder, error, hideLabel, id: given, field, maxLength = limits.body, line }: Props) {
  const made = useId()
  const id = given ?? made
  const { closed, leaveOut, selection: part, change, announce, tell, whenNotComposing } = useEditor()
  const takeVideo = usePastedVideo(field)
  const area = useRef<HTMLTextAreaElement>(null)
  const composing = useRef(false)
  const pressed = useRef<Begin['press']>(null)
  const [begin, setBegin] = useState<Begin | null>(null)
  /** What the editor drew when it was left, and of which text; what the page had last. */
  const [drawn, setDrawn] = useState({ of: '', html: '' })
  const [last, setLast] = useState('')
  const [chosen, setChosen] = useState<number | null>(null)
  const [takes, setTakes] = useState(false)
  const isOpen = begin !== null && !closed && BodyEditor !== null
  const { html, failed } = useProse(value, !isOpen, line !== undefined)
  const over = value.length > maxLength ? `${(value.length - maxLength).toLocaleString('en')} characters too many` : undefined
  const message = error ?? over

  // When the list opens again, nobody writes in it yet.
  if (closed && begin) setBegin(null)
  // What was drawn stays until there is another drawing.
  if (html !== null && html !== last) {
    setLast(html)
    setDrawn({ of: '', html: '' })
  }

  /** Goes on in the editor from where the plain field is. */
  const open = () => {
    const plain = area.current
    if (!BodyEditor || !plain || composing.current || closed || document.activeElement !== plain) return
    setBegin({ press: pressed.current })
    pressed.current = null
  }
  /** Between a look at who has the focus and its taking nobody may go elsewhere: their next words would be written here. */
  const openAtOnce = () => flushSync(open)
  const onFocus = () => {
    if (closed) return
    if (BodyEditor) open()
    else void loadBody().then(openAtOnce)
  }
  const onMouseDown = (event: MouseEvent) => {
    if (closed || event.button !== 0) return
    pressed.current = { x: event.clientX, y: event.clientY, detail: event.detail, shiftKey: event.shiftKey }
    if (document.activeElement === area.current) pressed.current = null
    else if (BodyEditor) {
      // The editor takes the press itself.
      event.preventDefault()
      setBegin({ press: pressed.current })
      pressed.current = null
    } else pressed.current.detail = 0
  }

  const place: TextPlace = { on: part.of === 'list' ? 'list' : part.of === 'entry' ? { entry: part.id } : { section: part.id }, field: field ?? 'body' }
  const takeFiles = (arriving: ArrivingFiles) => {
    if (line) return tell('A picture cannot stand in one line: put it in the text below')
    hasSent = true
    setTakes(true)
    // Begun here and not by the part that shows it: one may go on to another entry before that has come.
    unsent.set(arriving, { place, change, announce, tell, whenNotComposing })
    void loadPictures().catch(() => tell('The pictures are not sent yet: the site cannot be reached'))
  }
  /** Who closes the part that could not be loaded gives up what was to be sent with it. */
  const giveUp = () => {
    if (unsent.size > 0) tell('The pictures are not sent')
    unsent.clear()
    hasSent = false
    setTakes(false)
  }
  /** Files that come to the plain field; what else comes the browser puts in. */
  const onData = (event: SyntheticEvent, data: DataTransfer) => {
    const some = [...data.files]
    if (closed || some.length === 0 || (event.type === 'paste' && data.getData('text/plain') !== '')) return
    event.preventDefault()
    takeFiles({ files: some, before: value.slice(0, area.current?.selectionEnd), at: () => null })
  }

  const selection = useRef({ from: 0, to: 0, isWanted: false })
  useLayoutEffect(() => {
    if (isOpen || !selection.current.isWanted) return
    selection.current.isWanted = false
    area.current?.setSelectionRange(selection.current.from, selection.current.to)
  }, [isOpen])
  // A list that is closed to its writer can still be read: in the plain field, which keeps the focus.
  const wasOpen = useRef(false)
  useEffect(() => {
    if (wasOpen.current && closed && document.activeElement === document.body) area.current?.focus()
    wasOpen.current = isOpen
  }, [isOpen, closed])

  // Until the page's drawing is there, that of the editor, or the one from before; where it cannot come, an old one would say what is not true.
  const isDrawn = drawn.of === value && drawn.html !== ''
  const old = failed || last === '' ? null : last
  const shown = html ?? (isDrawn ? null : old)
  const count = countWords(value)
  const described = [line ? '' : `${id}-count`, message ? `${id}-error` : ''].filter(Boolean).join(' ')
  const asOnThePage = value.trim() !== '' && (shown !== null || isDrawn || line !== undefined)
  const look = line ? '' : 'prose'
  const toNext = line && (() => document.getElementById(line.enterTo)?.focus())
  return (
    <div
      data-field={field}
      className={['markdown', line ? `line as-${line.look}` : '', message ? 'bad' : ''].filter(Boolean).join(' ')}
      onPointerEnter={() => void loadBody()}
    >
      <label id={`${id}-label`} htmlFor={id} className={hideLabel ? 'vh' : undefined}>
        {label}
      </label>
      <div className="body" data-drawn={asOnThePage || undefined}>
        {isOpen || !asOnThePage ? null : shown !== null ? (
          <div className={look} inert dangerouslySetInnerHTML={{ __html: shown }} />
        ) : isDrawn ? (
          <div className={`${look} body-live`} inert dangerouslySetInnerHTML={{ __html: drawn.html }} />
        ) : (
          <div inert>
            <LineLook text={value} />
          </div>
        )}
        <textarea
          id={isOpen ? `${id}-source` : id}
          ref={area}
          className={look}
          rows={line ? 1 : undefined}
          hidden={isOpen}
          data-source-of={label}
          value={value}
          readOnly={closed}
          placeholder={placeholder}
          spellCheck
          aria-invalid={message ? true : undefined}
          aria-describedby={described || undefined}
          onMouseDown={onMouseDown}
          onFocus={onFocus}
          onPaste={(event) => onData(event, event.clipboardData)}
          onDragOver={(event) => event.dataTransfer.types.includes('Files') && event.preventDefault()}
          onDrop={(event) => onData(event, event.dataTransfer)}
          onKeyDown={(event) => {
            pressed.current = null
            if (!toNext || event.key !== 'Enter' || event.nativeEvent.isComposing) return
            event.preventDefault()
            if (!event.ctrlKey && !event.metaKey) toNext()
          }}
          onCompositionStart={() => void (composing.current = true)}
          onCompositionEnd={() => {
            composing.current = false
            setTimeout(openAtOnce)
          }}
          onChange={(event) => onChange(line ? inOneLine(event.target.value) : event.target.value.replace(/\r\n?/g, '\n'), 'typed')}
        />
        {isOpen && BodyEditor ? (
          <BodyEditor
            id={id}
            label={label}
            labelledBy={`${id}-label`}
            describedBy={described}
            invalid={message !== undefined}
            value={value}
            placeholder={placeholder ?? ''}
            line={toNext ? { onEnter: toNext } : null}
            begin={begin}
            plain={area}
            onChange={onChange}
            onRest={leaveOut}
            onChosen={line ? nothing : setChosen}
            fromHtml={line ? async (html) => asLine(await fromHtml(html)) : fromHtml}
            onFiles={takeFiles}
            onLeave={(left) => {
              selection.current = { from: left.from, to: left.to, isWanted: true }
              setDrawn({ of: left.text, html: left.drawn })
              setBegin(null)
              setChosen(null)
            }}
            onVideo={takeVideo}
          />
        ) : null}
      </div>
      {!closed && !line && (takes || hasSent || mayNameForeign(value)) ? (
        <LoadedPart load={loadPictures} given={{ label, text: value, place, onClose: giveUp }} />
      ) : null}
      {line ? null : (
        <p className="count" id={`${id}-count`}>
          {isOpen && chosen !== null ? `${chosen.toLocaleString('en')} of ` : ''}
          {count === 1 ? '1 word' : `${count.toLocaleString('en')} words`}
        </p>
      )}
      {message ? (
        <p className="error" id={`${id}-error`}>
          {message}
        </p>
      ) : null}
    </div>
  )
}
