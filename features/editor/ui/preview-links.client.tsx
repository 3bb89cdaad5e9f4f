'use client'

import { useCallback, useEffect, useRef, useState, type FormEvent } from 'react'
import { listPreviewLinksAction, makePreviewLinkAction, revokePreviewLinkAction } from '@/features/articles/actions'
import type { PreviewLinkView } from '@/features/articles/preview-links'
import { previewDays, previewLimits, usualPreviewDays } from '@/features/articles/schema'
import { FormError } from '@/ui/form-error'
import { MadeLink } from '@/ui/made-link.client'
import { Moment } from '@/ui/moment.client'

type Made = { address: string; label: string }
const unreachable = 'The site cannot be reached. Try again in a moment.'

/** Makes secret links to the draft, and lists and revokes those that there are. */
export function PreviewLinks({ articleId, onClose }: { articleId: string; onClose: () => void }) {
  const [links, setLinks] = useState<PreviewLinkView[] | null>(null)
  const [label, setLabel] = useState('')
  const [days, setDays] = useState<(typeof previewDays)[number]>(usualPreviewDays)
  const [made, setMade] = useState<Made | null>(null)
  const [said, setSaid] = useState('')
  const [wrong, setWrong] = useState('')
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const find = useCallback(() => listPreviewLinksAction({ articleId }).catch(() => null), [articleId])
  const take = (answer: Awaited<ReturnType<typeof find>>) => (answer?.ok ? setLinks(answer.value) : setProblem(answer?.error.message ?? unreachable))
  useEffect(() => {
    let current = true
    void find().then((answer) => current && take(answer))
    field.current?.focus()
    return () => void (current = false)
  }, [find])

  const make = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setWrong('')
    setProblem('')
    setSaid('')
    const answer = await makePreviewLinkAction({ articleId, label, days }).catch(() => null)
    setBusy(false)
    if (!answer?.ok) {
      const ofField = answer?.error.fields?.label
      if (ofField) field.current?.focus()
      return ofField ? setWrong(ofField) : setProblem(answer?.error.message ?? unreachable)
    }
    setMade({ address: answer.value.address, label: label.trim() })
    setLabel('')
    take(await find())
  }
  const revoke = async (link: PreviewLinkView) => {
    setBusy(true)
    setProblem('')
    const answer = await revokePreviewLinkAction({ articleId, linkId: link.id }).catch(() => null)
    setBusy(false)
    if (!answer?.ok) return setProblem(answer?.error.message ?? unreachable)
    setSaid(`The link for ${link.label} shows nothing any more.`)
    // Its button goes with it.
    field.current?.focus()
    if (made?.label === link.label) setMade(null)
    take(await find())
  }
  return (
    <>
      <div className="listing-told">
        <p className="soft">
          A secret address that shows the newest draft to somebody without an account, as readers would see it, until its end. Whoever has the address sees it.
        </p>
        <form className="link-form" onSubmit={(event) => void make(event)}>
          <div className={wrong ? 'field bad' : 'field'}>
            <label htmlFor="link-label">For whom</label>
            <input
              ref={field}
              id="link-label"
              value={label}
              maxLength={previewLimits.label}
              autoComplete="off"
              aria-invalid={wrong ? true : undefined}
              aria-describedby="link-hint"
              onChange={(event) => setLabel(event.target.value)}
            />
            <p className={wrong ? 'error' : 'hint'} id="link-hint" role={wrong ? 'alert' : undefined}>
              {wrong || 'A name or a few words. It stands over the preview.'}
            </p>
          </div>
          <fieldset className="choices">
            <legend>Until</legend>
            {previewDays.map((count) => (
              <div key={count} className="check">
                <input type="radio" id={`link-${count}`} name="link-days" checked={days === count} onChange={() => setDays(count)} />
                <label htmlFor={`link-${count}`}>{count === 1 ? 'in 1 day' : `in ${count} days`}</label>
              </div>
            ))}
          </fieldset>
          <button className="btn primary" disabled={busy}>
            Make a link
          </button>
        </form>
        {made ? <MadeLink key={made.address} {...made} /> : null}
        <output className="notice good" hidden={!said}>
          {said}
        </output>
        <FormError words={problem} />
        <section aria-labelledby="links-there">
          <h3 id="links-there">Links that show this draft</h3>
          {links === null ? problem ? null : <p className="soft">Looking for links…</p> : null}
          {links?.length === 0 ? <p>Nobody has one.</p> : null}
          <ul className="preview-links">
            {links?.map((link) => (
              <li key={link.id}>
                <div>
                  <b>{link.label}</b>
                  <p className="soft">
                    Until <Moment at={link.expiresAt} zone /> · made by {link.by === 'You' ? 'you' : link.by || 'somebody who has left'} ·{' '}
                    {link.lastOpenedAt ? (
                      <>
                        opened <Moment at={link.lastOpenedAt} />
                      </>
                    ) : (
                      'not opened yet'
                    )}
                  </p>
                  {link.works ? null : <p className="warned">It shows nothing: whoever made it may not edit this list any more.</p>}
                </div>
                <button
                  type="button"
                  className="btn small danger"
                  disabled={busy}
                  aria-label={`Revoke the link for ${link.label}`}
                  onClick={() => void revoke(link)}
                >
                  Revoke
                </button>
              </li>
            ))}
          </ul>
        </section>
      </div>
      <div className="listing-foot">
        <button type="button" className="btn" onClick={onClose}>
          Close <kbd aria-hidden="true">Esc</kbd>
        </button>
      </div>
    </>
  )
}
