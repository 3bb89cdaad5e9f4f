'use client'

import { useEffect, useState } from 'react'
import { counted } from '@/platform/text/counted'
import { FormError } from '@/ui/form-error'
import { useUnsaved } from '@/ui/unsaved.client'
import { bringInFilesAction, bringPictureAction, checkFilesAction } from '../actions'
import { filesLimits, type CheckedFiles, type FilesOutcome } from '../schema'
import { NotOurs, readChosen, type ChosenFiles } from './archive-files.client'
import { base64Of } from './base64.client'
import { refusalOf, tooMuchToSend } from './bring-in-states.client'

const largeWords = 'bring it in by the command line: lightstick import'

/** Lists as files of this site, or an archive of them: what would come of them, and then the drafts, with their records and pictures. */
export function BringInFiles({ chosen }: { chosen: readonly File[] }) {
  const name = chosen.length === 1 ? chosen[0]!.name : counted(chosen.length, 'file')
  const [parts, setParts] = useState<ChosenFiles | null>(null)
  const [check, setCheck] = useState<CheckedFiles | null>(null)
  const [done, setDone] = useState<FilesOutcome | null>(null)
  const [doing, setDoing] = useState(`Checking ${name}`)
  const [error, setError] = useState('')
  useUnsaved(check !== null && doing !== '')

  useEffect(() => {
    let isCurrent = true
    const look = async () => {
      const read = await readChosen(chosen)
      const tooMuch = tooMuchToSend(name, JSON.stringify([read.files, read.pictures]), largeWords)
      if (tooMuch) throw new NotOurs(tooMuch)
      const answer = await checkFilesAction({ files: read.files, pictures: read.pictures }).catch(() => null)
      if (!answer?.ok) throw new NotOurs(refusalOf(answer))
      const missing = answer.value.needed.find(({ file }) => !read.blobs.has(file))
      if (missing) throw new NotOurs(`${name} is no whole archive: ${missing.file} is missing`)
      const large = answer.value.needed.find(({ file }) => read.blobs.get(file)!.size > filesLimits.pictureBytes)
      if (large) throw new NotOurs(`${large.file} has more than ${filesLimits.pictureBytes / 1_000_000} MB: ${largeWords}`)
      if (isCurrent) setParts(read)
      if (isCurrent) setCheck(answer.value)
    }
    void look()
      .catch((thrown: unknown) => isCurrent && setError(thrown instanceof NotOurs ? thrown.message : `${name} cannot be read`))
      .finally(() => isCurrent && setDoing(''))
    return () => void (isCurrent = false)
  }, [chosen, name])

  const bringIn = async () => {
    if (!parts || !check) return
    setError('')
    const ids: Record<string, string> = { ...check.ids }
    try {
      for (const [at, { file, id, about }] of check.needed.entries()) {
        setDoing(`Pictures: ${at + 1} of ${check.needed.length}`)
        const picture = await bringPictureAction({ pictures: about, file, bytes: await base64Of(parts.blobs.get(file)!) }).catch(() => null)
        if (!picture?.ok) throw new NotOurs(`${refusalOf(picture)}. No list was touched; the pictures before it are here, and it can be tried again`)
        if (picture.value.id !== id) ids[id] = picture.value.id
      }
      setDoing('Bringing in')
      const answer = await bringInFilesAction({ files: parts.files, ids }).catch(() => null)
      if (!answer?.ok) throw new NotOurs(refusalOf(answer))
      setDone(answer.value)
    } catch (thrown) {
      setError(thrown instanceof NotOurs ? thrown.message : `${name} cannot be read any more: choose it again`)
    }
    setDoing('')
  }
  const told = done ?? check
  const changes = told ? told.lists.filter(({ draft }) => draft !== 'unchanged').length + told.recordsAdded + told.recordsChanged + told.seriesAndAuthors : 0
  return (
    <section aria-labelledby="files" className="brought">
      <h2 id="files">{name}</h2>
      <output>{doing ? `${doing}…` : ''}</output>
      <FormError words={error} />
      {told && told.faults.length > 0 ? (
        <div className="notice warn" role="alert">
          <p>Nothing of it was changed. This has to be mended in the files first:</p>
          <Lines lines={told.faults} />
        </div>
      ) : null}
      {told && told.faults.length === 0 ? (
        <>
          <p>
            {[
              counted(told.lists.length, 'list'),
              `${counted(told.recordsAdded, 'new record')}, ${told.recordsChanged.toLocaleString('en')} changed`,
              told.seriesAndAuthors > 0 && `${told.seriesAndAuthors} series and authors`,
              check && check.needed.length > 0 && counted(check.needed.length, 'new picture'),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
          {!done && doing === '' ? (
            changes === 0 ? (
              <p>All of it is here already, as it is in the file.</p>
            ) : (
              <p className="brought-do">
                <button type="button" className="btn primary" onClick={() => void bringIn()}>
                  Bring it in as {told.lists.length === 1 ? 'a draft' : 'drafts'}
                </button>
              </p>
            )
          ) : null}
          <ul className="list-rows">
            {told.lists.map(({ slug, id, draft, scheduled, note }) => (
              <li key={slug}>
                <p>{done || draft !== 'created' ? <a href={`/admin/articles/${id}`}>{slug}</a> : <b>{slug}</b>}</p>
                <p className="meta">
                  <span>{(done ? said : wouldBe)[draft]}</span>
                  {scheduled ? <span>scheduled for {new Date(scheduled).toLocaleString('en', { dateStyle: 'medium', timeStyle: 'short' })}</span> : null}
                  {note ? <span>{note}</span> : null}
                </p>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {told && told.notes.length > 0 ? (
        <details>
          <summary className="soft">{counted(told.notes.length, 'thing')} to look at</summary>
          <Lines lines={told.notes} />
        </details>
      ) : null}
    </section>
  )
}

const wouldBe = { created: 'New', changed: 'Its draft would be changed', unchanged: 'As it is here' } as const
const said = { created: 'A draft now', changed: 'Its draft was changed', unchanged: 'As it was' } as const

const Lines = ({ lines }: { lines: readonly string[] }) => (
  <ul>
    {lines.map((line, index) => (
      // oxlint-disable-next-line react/no-array-index-key -- two may say the same
      <li key={index}>{line}</li>
    ))}
  </ul>
)
