'use client'

import { useRef, useState, type ChangeEvent, type FormEvent } from 'react'
import { KeptOffer, useKeptForm } from '@/ui/kept-form.client'
import { useUnsaved } from '@/ui/unsaved.client'
import { WhenReady } from '@/ui/when-ready.client'
import { addRedirectsAction } from '../actions'
import { redirectLimits } from '../limits'

type Fault = { line: number; text: string; message: string }

const unreachable = 'The site cannot be reached: nothing was added.'
const maxShown = 200

const counted = (count: number, one: string, many: string) => `${count.toLocaleString('en')} ${count === 1 ? one : many}`

function inWords({ added, replaced, same, faults }: { added: number; replaced: number; same: number; faults: Fault[] }): string {
  const parts = [
    added > 0 ? `${counted(added, 'old address leads', 'old addresses lead')} on from now on` : '',
    replaced > 0 ? `${counted(replaced, 'leads', 'lead')} elsewhere now` : '',
    same > 0 ? `${counted(same, 'was', 'were')} there already` : '',
    faults.length > 0 ? `${counted(faults.length, 'line is', 'lines are')} left to be mended` : '',
  ].filter(Boolean)
  const words = parts.join(', ')
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`
}

const isSame = (shown: string, text: string) => shown === text.replaceAll(/\r\n?/g, '\n')

/** Adds old addresses: typed, pasted, or from a file. What is right is added, and the lines with a fault stay to be mended. */
export function AddRedirects({ writer }: { writer: string }) {
  const [text, setText] = useState('')
  const [replace, setReplace] = useState(false)
  const [faults, setFaults] = useState<Fault[]>([])
  const [problem, setProblem] = useState('')
  const [said, setSaid] = useState('')
  const [isBusy, setBusy] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  useUnsaved(text.trim() !== '')
  const kept = useKeptForm<string>(`lightstick:form:${writer}:redirects`, text.trim() === '' ? null : text)

  const add = async (event: FormEvent) => {
    event.preventDefault()
    if (isBusy) return
    setBusy(true)
    setProblem('')
    setSaid('')
    const answer = await addRedirectsAction({ text, replace }).catch(() => null)
    setBusy(false)
    if (!answer?.ok) {
      setProblem(answer ? (answer.error.fields?.text ?? answer.error.message) : unreachable)
      return field.current?.focus()
    }
    const left = answer.value.faults
    // Nobody types while the lines are looked at, but a file may have come in.
    const hasMore = !isSame(field.current?.value ?? text, text)
    if (hasMore) return setSaid(`${inWords(answer.value)} What came in meanwhile is here still.`)
    kept.forget()
    // The lines that are left are counted anew.
    setText(left.map((fault) => fault.text).join('\n'))
    setFaults(left.map((fault, index) => ({ ...fault, line: index + 1 })))
    setSaid(inWords(answer.value))
    if (left.length > 0) return field.current?.focus()
    // Once the page knows that nothing is unsaved.
    setTimeout(() => location.assign(`/admin/redirects?added=${answer.value.added + answer.value.replaced}`))
  }
  const read = async (event: ChangeEvent<HTMLInputElement>) => {
    const [file] = event.target.files ?? []
    event.target.value = ''
    if (!file) return
    setSaid('')
    if (file.size > redirectLimits.text)
      return setProblem(`This file is too large: at most ${redirectLimits.text.toLocaleString('en')} characters at once. Take it in parts.`)
    const words = await file.text()
    setProblem('')
    setText((before) => (before.trim() === '' ? words : `${before.trimEnd()}\n${words}`))
    field.current?.focus()
  }
  const goTo = ({ line }: Fault) => {
    const area = field.current
    if (!area) return
    const lines = area.value.split('\n')
    const start = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0)
    area.focus()
    area.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0))
  }
  return (
    <WhenReady>
      <KeptOffer
        shown={kept.offered !== null}
        onTake={() => {
          setText(kept.offered ?? '')
          kept.take()
        }}
        onForget={kept.throwAway}
      />
      <form className="add-redirects" onSubmit={(event) => void add(event)} noValidate>
        <div className={problem || faults.length > 0 ? 'field bad' : 'field'}>
          <label htmlFor="redirect-lines">Old addresses, one in a line</label>
          <p className="hint" id="redirect-lines-hint">
            The old address, then where it leads: by a blank, a comma or a tab. Without a number it has moved for good (301); 302 is for now, 410 is gone. A *
            stands for all that is below.
          </p>
          <textarea
            id="redirect-lines"
            ref={field}
            rows={6}
            value={text}
            readOnly={isBusy}
            wrap="off"
            spellCheck={false}
            autoCapitalize="none"
            placeholder={'/2019/05/mvs-abroad /articles/kpop-mvs-abroad\n/category/dramas /series/flashback 302\n/shop/* 410'}
            aria-describedby={`redirect-lines-hint${problem ? ' redirect-lines-error' : ''}`}
            aria-invalid={problem || faults.length > 0 ? true : undefined}
            onChange={(event) => setText(event.target.value)}
          />
          {problem ? (
            <p className="error" id="redirect-lines-error" role="alert">
              {problem}
            </p>
          ) : null}
        </div>
        {faults.length > 0 ? (
          <div className="errors" role="alert">
            <p>
              <b>{said}</b>
            </p>
            <ol className="redirect-faults">
              {faults.slice(0, maxShown).map((fault) => (
                <li key={fault.line}>
                  <button type="button" className="textual" onClick={() => goTo(fault)}>
                    Line {fault.line}
                  </button>
                  : {fault.message}
                </li>
              ))}
            </ol>
            {faults.length > maxShown ? <p>And {faults.length - maxShown} more lines.</p> : null}
          </div>
        ) : null}
        <p className="check">
          <input id="redirect-replace" type="checkbox" checked={replace} onChange={(event) => setReplace(event.target.checked)} />
          <label htmlFor="redirect-replace">Change old addresses that lead somewhere else already</label>
        </p>
        <div className="row">
          <button className="btn primary" aria-disabled={isBusy || undefined}>
            {isBusy ? 'Looking at them…' : 'Add them'}
          </button>
          <label className="btn file">
            From a file
            <input className="vh" type="file" accept=".csv,.tsv,.txt,text/csv,text/plain" onChange={(event) => void read(event)} />
          </label>
        </div>
        <output>{faults.length > 0 ? '' : said}</output>
      </form>
    </WhenReady>
  )
}
