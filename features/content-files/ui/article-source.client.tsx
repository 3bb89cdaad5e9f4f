'use client'

import { useId, useRef, useState, type ClipboardEvent, type DragEvent } from 'react'
import { articleLimits, type ReadArticleInput } from '../schema'
import { base64Of } from './base64.client'

type Props = {
  text: string
  setText: (text: string) => void
  /** Puts a text in the place of the one in the field, which can be brought back. */
  onReplace: (text: string) => void
  /** Null when no text was replaced. */
  onBringBack: (() => void) | null
  busy: boolean
  error: string
  setError: (message: string) => void
  onRead: (input: ReadArticleInput) => void
}

/** HTML as the text that is read: what one sees in the field is what the list is made of. */
async function textOfHtml(html: string, articleOnly: boolean): Promise<string> {
  const { markdownFromHtml } = await import('@/platform/text/html-to-markdown')
  return markdownFromHtml(html, { headingLevel: (level) => level, articleOnly }).markdown
}

/** A list as this site writes it would be read as an article about its own fields. */
const isOwnList = (text: string) => /^\uFEFF?---\r?\nformat: 1\r?\n/.test(text)
const asList = (name: string) =>
  `${name} is a list as it was taken out of a site like this one, and no article: an admin or owner brings it in, whole, under Lists, Import`

/** The field for a whole article, and the button for a file of one. */
export function ArticleSource({ text, setText, onReplace, onBringBack, busy, error, setError, onRead }: Props) {
  const id = useId()
  const file = useRef<HTMLInputElement>(null)
  const [taking, setTaking] = useState(false)
  // What is typed while a text is on its way would be lost when that comes.
  const isLocked = busy || taking

  const paste = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    const html = event.clipboardData.getData('text/html')
    if (isLocked || html.trim() === '') return
    event.preventDefault()
    const { selectionStart: from, selectionEnd: to, value } = event.currentTarget
    const plain = event.clipboardData.getData('text/plain')
    const put = async () => {
      setTaking(true)
      const words = await textOfHtml(html, false).catch(() => plain)
      const next = value.slice(0, from) + (words || plain) + value.slice(to)
      if (from < to) onReplace(next)
      else setText(next)
      setTaking(false)
    }
    void put()
  }

  const take = async (file: File | undefined) => {
    if (!file || isLocked) return
    setError('')
    if (/\.(?:tar|ya?ml)$/i.test(file.name)) return setError(asList(file.name))
    setTaking(true)
    try {
      if (/\.docx$/i.test(file.name)) {
        if (file.size > articleLimits.docxBytes)
          return setError(`${file.name} is too large: a Word document may have 6 MB. Pictures in it make it large: paste its text instead`)
        return onRead({ docx: await base64Of(file), name: file.name })
      }
      if (file.size > articleLimits.characters * 4) return setError(`${file.name} is longer than any article`)
      const words = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer())
      if (words.includes('\0')) throw new TypeError('No text')
      if (isOwnList(words)) return setError(asList(file.name))
      const isHtml = /\.x?html?$/i.test(file.name) || /^\s*<(?:!doctype html|html)/i.test(words)
      onReplace(isHtml ? await textOfHtml(words, true) : words)
    } catch {
      setError(`${file.name} is no text, web page or .docx document that can be read`)
    } finally {
      setTaking(false)
    }
  }

  const drop = (event: DragEvent<HTMLTextAreaElement>) => {
    const file = event.dataTransfer.files[0]
    if (!file) return
    event.preventDefault()
    void take(file)
  }

  const read = () => {
    if (!/[\p{L}\p{N}]/u.test(text)) return setError('Paste an article first')
    if (isOwnList(text)) return setError(asList('This'))
    if (text.length > articleLimits.characters)
      return setError(
        `This is longer than any article: at most ${articleLimits.characters.toLocaleString('en')} characters can be read at once. Nothing of it was lost: it is still in the field`,
      )
    onRead({ text })
  }

  return (
    <form
      className="article-source"
      onSubmit={(event) => {
        event.preventDefault()
        read()
      }}
    >
      <div className={error ? 'field bad' : 'field'}>
        <label htmlFor={id}>The whole article</label>
        <p className="hint" id={`${id}-hint`}>
          Paste it from Google Docs, Word, a web page or a mail: headings, links and bold come along. It is kept in this tab until the list is made.
        </p>
        <textarea
          id={id}
          value={text}
          rows={18}
          readOnly={isLocked}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error ${id}-hint` : `${id}-hint`}
          onPaste={paste}
          onDrop={drop}
          onChange={(event) => setText(event.target.value)}
        />
        {error ? (
          <p className="error" id={`${id}-error`} role="alert">
            {error}
          </p>
        ) : null}
      </div>
      <div className="row">
        <button className="btn primary" disabled={isLocked}>
          {isLocked ? 'Reading…' : 'Read it'}
        </button>
        <button type="button" className="btn" disabled={isLocked} onClick={() => file.current?.click()}>
          Take a file
        </button>
        <input
          ref={file}
          type="file"
          hidden
          aria-label="Take a file"
          accept=".txt,.md,.markdown,.html,.htm,.docx,text/plain,text/html,text/markdown"
          onChange={({ target }) => {
            void take(target.files?.[0])
            // The same file may be chosen once more.
            target.value = ''
          }}
        />
        <span className="soft">.docx, .html, .md or .txt</span>
        {onBringBack ? (
          <button type="button" className="btn" disabled={isLocked} onClick={onBringBack}>
            Bring back the text before
          </button>
        ) : null}
      </div>
    </form>
  )
}
