'use client'

import { useRouter } from 'next/navigation'
import { useState, type ClipboardEvent, type FormEvent, type ReactNode } from 'react'
import { ChosenPicture, type Chosen } from '@/features/media/ui/chosen-picture.client'
import { KeptOffer, useKeptForm } from '@/ui/kept-form.client'
import { FieldError, unreachableWords, useNow, useSharedFields } from '@/ui/shared-fields.client'
import { useUnsaved } from '@/ui/unsaved.client'
import { WhenReady } from '@/ui/when-ready.client'
import { bringBackRecordAction, saveRecordAction } from '../actions'
import { readPlace } from '../document/world-map'
import { kindFolders, labelOf, recordInput, savedWords, type RecordInput, type RecordKind } from '../schema'
import { tidyVideoUrl } from '@/platform/text/video-address'
import { slugify } from '@/platform/text/slugify'
import { CloseRecords, useCloseRecords } from './close-records.client'
import { PlaceMap } from './place-map.client'
import { RecordPicker } from './record-picker.client'
import { SavedToast, type Saved } from './saved-toast.client'
import { VideoNote } from './video-note.client'

type NameRow = { name: string; lang: string; alias: boolean }
export type RecordValues = {
  id: string | null
  kind: RecordKind
  slug: string
  name: string
  description: string
  names: NameRow[]
  parent: { id: string; name: string } | null
  latitude: number | null
  longitude: number | null
  date: string | null
  url: string | null
  picture: Chosen | null
}
const parentKinds: Record<RecordKind, RecordKind[]> = { person: ['group'], group: ['group'], song: ['person', 'group'], place: ['place'], video: ['song'] }
/** What is sent of a record. */
const inputOf = ({ parent, picture, names, id: _id, ...rest }: RecordValues) => ({
  ...rest,
  names: names.filter(({ name }) => name.trim()).map(({ name, lang, alias }) => ({ name, lang, alias })),
  parentId: parent?.id ?? null,
  pictureId: picture?.id ?? null,
  date: rest.date || null,
  url: tidyVideoUrl(rest.url ?? '') || null,
})

/** Which form of whom it is, for what this browser keeps. */
const formOf = (writer: string, { id, kind }: RecordValues) => `lightstick:form:${writer}:record:${id ?? `new ${kind}`}`

type Shown = { values: RecordValues; at: { latitude: string; longitude: string } }
function isTypedOver(key: string, sent: Shown, now: Shown): boolean {
  if (key === 'latitude' || key === 'longitude') return now.at[key] !== sent.at[key]
  const field = (key === 'parentId' ? 'parent' : key === 'pictureId' ? 'picture' : key) as keyof RecordValues
  return now.values[field] !== sent.values[field]
}

/** What stands in a field without a picture, for each kind. */
const noPicture: Record<RecordKind, string> = {
  person: 'A portrait stands beside the name, in lists of people, and where the page is shared.',
  group: 'A picture stands beside the name, in lists of groups, and where the page is shared.',
  song: 'Its cover, perhaps: it stands beside the name, in lists of songs, and where the page is shared.',
  place: 'A picture stands below the map, in lists of places, and where the page is shared.',
  video: 'A poster stands in every list until the video plays. Without one it is drawn.',
}

const number = (text: string) => (text.trim() === '' ? null : Number(text))

const asTyped = ({ latitude, longitude }: { latitude: number; longitude: number }) => ({ latitude: String(latitude), longitude: String(longitude) })

/** Where the pin is of what was typed; null while that is no place. */
function placeOf(at: { latitude: string; longitude: string }) {
  const [latitude, longitude] = [number(at.latitude), number(at.longitude)]
  const isPlace = latitude !== null && longitude !== null && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
  return isPlace ? { latitude, longitude } : null
}

/** The form of one record. A correction shows in every list at once. `locked`: it can only be read, because editors alone change it, or it is in the trash. `writer`: whose words are kept in this browser until they are saved. */
export function RecordForm({ record, writer, locked }: { record: RecordValues; writer: string; locked?: 'editors' | 'trash' }) {
  const isLocked = locked !== undefined
  const [values, setValues] = useState(record)
  const [at, setAt] = useState({ latitude: String(record.latitude ?? ''), longitude: String(record.longitude ?? '') })
  const [slugTyped, setSlugTyped] = useState(record.id !== null)
  const [saved, setSaved] = useState<Saved | null>(null)
  const router = useRouter()
  const { base, setBase, theirs, errors, refuse, accept, settle: settleField } = useSharedFields<Partial<RecordInput>>(() => inputOf(record))
  const [isDirty, setIsDirty] = useState(false)
  useUnsaved(isDirty)
  const now = useNow({ values, at })
  const kept = useKeptForm(formOf(writer, record), isDirty ? { values, at, base, slugTyped } : null)
  const takeKept = () => {
    if (!kept.offered) return
    set(kept.offered.values)
    setAt(kept.offered.at)
    // What it was typed over: whoever changed the same since is not written over unseen.
    setBase(kept.offered.base)
    setSlugTyped(kept.offered.slugTyped)
    kept.take()
  }
  const set = (patch: Partial<RecordValues>) => {
    setSaved(null)
    setIsDirty(true)
    setValues((before) => ({ ...before, ...patch }))
  }
  const place = (patch: Partial<typeof at>) => {
    set({})
    setAt((before) => ({ ...before, ...patch }))
  }
  const pastePlace = (event: ClipboardEvent) => {
    const pasted = readPlace(event.clipboardData.getData('text/plain'))
    if (!pasted) return
    event.preventDefault()
    place(asTyped(pasted))
  }
  const slug = slugTyped ? values.slug : slugify(values.name)
  const { kind } = values
  const { close, mayMake } = useCloseRecords({ kind, names: [values.name, ...values.names.map(({ name }) => name)] }, { off: values.id !== null })

  const save = async (event: FormEvent) => {
    event.preventDefault()
    const { id } = values
    const input = { ...inputOf(values), slug, latitude: number(at.latitude), longitude: number(at.longitude) }
    const checked = recordInput.safeParse(input)
    if (!checked.success) return refuse(Object.fromEntries(checked.error.issues.map(({ path, message }) => [String(path[0]), message])))
    if (!(await mayMake())) return
    const answer = await saveRecordAction({ ...checked.data, id, base: id ? base : {} }).catch(() => null)
    if (!answer) return refuse({ form: unreachableWords })
    if (!answer.ok) return refuse(answer.error.fields ?? { form: answer.error.message }, (answer.error.data as { stored: RecordInput } | undefined)?.stored)
    accept()
    const isDone = now.current.values === values && now.current.at === at
    kept.forget()
    // What was typed since into a new one waits on its page.
    setIsDirty(!isDone && id !== null)
    if (id === null) {
      const made = { ...now.current.values, id: answer.value.id, slug }
      if (!isDone) kept.leave(formOf(writer, made), { values: made, at: now.current.at, base: checked.data, slugTyped: true })
      return void setTimeout(() => location.assign(`/admin/records/${answer.value.id}`))
    }
    const { others, revision, before } = answer.value
    // What somebody else changed, and is typed over here meanwhile, is asked about when that is saved.
    const unseen = Object.fromEntries(Object.entries(others ?? {}).filter(([key]) => !isTypedOver(key, { values, at }, now.current)))
    setBase({ ...checked.data, ...unseen })
    show(unseen)
    setSaved({ words: savedWords(others, kind), revision, before })
    // The history below shows what was just saved.
    router.refresh()
  }
  /** What somebody else had changed, as it is stored now. */
  const show = ({ latitude, longitude, parentId: _id, pictureId: _picture, ...others }: Partial<RecordInput & Pick<RecordValues, 'parent' | 'picture'>>) => {
    setValues((now) => ({ ...now, ...others }))
    if (latitude !== undefined) setAt((now) => ({ ...now, latitude: String(latitude ?? '') }))
    if (longitude !== undefined) setAt((now) => ({ ...now, longitude: String(longitude ?? '') }))
  }
  const settle = (key: keyof RecordInput, takes: boolean) => {
    const value = theirs[key]
    settleField(key)
    if (!takes) return
    if (key === 'latitude' || key === 'longitude') setAt((before) => ({ ...before, [key]: String(value ?? '') }))
    else if (key === 'parentId') set({ parent: value ? { id: String(value), name: 'what somebody else chose' } : null })
    else if (key === 'pictureId') set({ picture: value ? { id: String(value), name: 'The picture that somebody else chose' } : null })
    else set({ [key]: value })
  }
  const message = (key: keyof RecordInput) => (
    <FieldError id={`${key}-error`} words={errors[key]} onSettle={key in theirs ? (takes) => settle(key, takes) : undefined} />
  )
  const field = (key: keyof RecordInput, label: string, value: string, onChange: (value: string) => void, rest: object = {}) => (
    <div className={errors[key] ? 'field bad' : 'field'}>
      <label htmlFor={key}>{label}</label>
      <input
        id={key}
        value={value}
        aria-invalid={errors[key] ? true : undefined}
        aria-describedby={errors[key] ? `${key}-error` : undefined}
        onChange={(event) => onChange(event.target.value)}
        {...rest}
      />
      {message(key)}
    </div>
  )
  return (
    <WhenReady>
      <KeptOffer shown={kept.offered !== null && !isLocked} onTake={takeKept} onForget={kept.throwAway} />
      <form className="form record" onSubmit={save} noValidate>
        {locked === 'editors' ? <p className="notice">On this site editors change the shared records. Tell one what is wrong with this.</p> : null}
        <fieldset className="whole" disabled={isLocked}>
          {field('name', 'Name', values.name, (name) => set({ name }))}
          {field('slug', `Address: /${kindFolders[kind]}/…`, slug, (typed) => {
            setSlugTyped(true)
            set({ slug: typed.trim().toLowerCase() })
          })}
          <Names rows={values.names} error={message('names')} onChange={(names) => set({ names })} />
          {kind === 'video'
            ? field('url', 'Address of the video', values.url ?? '', (url) => set({ url: url.trim() }), {
                type: 'url',
                placeholder: 'https://',
                'aria-describedby': errors.url ? 'url-error' : 'url-note',
              })
            : null}
          {kind === 'video' ? <VideoNote id="url-note" url={values.url ?? ''} /> : null}
          {field('date', labelOf('date', kind), values.date ?? '', (date) => set({ date: date.trim() }), {
            placeholder: '2013, 2013-09 or 2013-09-05',
          })}
          {kind === 'place' ? (
            <>
              <PlaceMap place={placeOf(at)} name={values.name} disabled={isLocked} onChange={(to) => place(asTyped(to))} />
              <div className="pair">
                {field('latitude', 'Latitude', at.latitude, (latitude) => place({ latitude }), { inputMode: 'decimal', onPaste: pastePlace })}
                {field('longitude', 'Longitude', at.longitude, (longitude) => place({ longitude }), { inputMode: 'decimal', onPaste: pastePlace })}
              </div>
            </>
          ) : null}
          {values.parent ? (
            <div className="field">
              <span className="label">{labelOf('parentId', kind)}</span>
              <ul className="credits">
                <li>
                  <span>{values.parent.name}</span>
                  <button type="button" aria-label={`Remove ${values.parent.name}`} onClick={() => set({ parent: null })}>
                    ×
                  </button>
                </li>
              </ul>
            </div>
          ) : (
            <RecordPicker
              label={labelOf('parentId', kind)}
              kinds={parentKinds[kind]}
              without={record.id ? [record.id] : []}
              onPick={({ id, name }) => set({ parent: { id, name } })}
            />
          )}
          {message('parentId')}
          <ChosenPicture
            label={labelOf('pictureId', kind)}
            chosen={values.picture}
            without={noPicture[kind]}
            onChange={(picture) => (picture?.id === values.picture?.id ? setValues((before) => ({ ...before, picture })) : set({ picture }))}
            ofPage
            locked={isLocked}
          />
          {message('pictureId')}
          <div className={errors.description ? 'field bad' : 'field'}>
            <label htmlFor="description">Description (Markdown, optional)</label>
            <textarea id="description" value={values.description} onChange={(event) => set({ description: event.target.value })} />
            {message('description')}
          </div>
        </fieldset>
        {values.id === null ? (
          <CloseRecords records={close}>
            {({ id }) => (
              <a className="btn small" href={`/admin/records/${id}`}>
                Use this one
              </a>
            )}
          </CloseRecords>
        ) : null}
        {errors.form || errors.kind ? (
          <p className="error" role="alert">
            {errors.form ?? errors.kind}
          </p>
        ) : null}
        {isLocked ? null : (
          <div className="row">
            <button className="btn primary">{close.length > 0 ? 'Make it anyway' : 'Save'}</button>
          </div>
        )}
      </form>
      {saved ? (
        <SavedToast saved={saved} id={values.id} act={bringBackRecordAction} onRefused={(words) => refuse({ form: words })} onClose={() => setSaved(null)} />
      ) : null}
    </WhenReady>
  )
}

function Names({ rows, error, onChange }: { rows: NameRow[]; error: ReactNode; onChange: (rows: NameRow[]) => void }) {
  const set = (index: number, patch: Partial<NameRow>) => onChange(rows.map((row, at) => (at === index ? { ...row, ...patch } : row)))
  return (
    <fieldset className="choices names">
      <legend>Other names</legend>
      {rows.map((row, index) => (
        <div key={index} className="name-row">
          <input aria-label={`Name ${index + 1}`} lang={row.lang} value={row.name} onChange={(event) => set(index, { name: event.target.value })} />
          <input
            aria-label={`Language of name ${index + 1}`}
            className="lang"
            value={row.lang}
            onChange={(event) => set(index, { lang: event.target.value.trim() })}
          />
          <label>
            <input type="checkbox" checked={row.alias} onChange={(event) => set(index, { alias: event.target.checked })} /> for search only
          </label>
          <button type="button" aria-label={`Remove name ${index + 1}`} onClick={() => onChange(rows.filter((_, at) => at !== index))}>
            ×
          </button>
        </div>
      ))}
      {error}
      <p>
        <button type="button" className="btn small" onClick={() => onChange([...rows, { name: '', lang: 'ko', alias: false }])}>
          + Name
        </button>
      </p>
    </fieldset>
  )
}
