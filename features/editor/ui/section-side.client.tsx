'use client'

import { RecordPicker } from '@/features/records/ui/record-picker.client'
import { changeSection } from '../document/sections'
import type { Section, Subsection } from '@/features/articles/schema'
import { useEditor } from './editor-context.client'

/** The side panel of a section: what can be done with it, and the place that it is about. */
export function SectionSide({ section }: { section: Section | Subsection }) {
  const { closed, change, records, addRecord, arrange } = useEditor()
  const place = section.place ? records[section.place] : null
  const setPlace = (id: string | null) => change((now) => changeSection(now, section.id, { place: id }))
  return (
    <>
      {closed ? null : (
        <section>
          <h2>Section</h2>
          <p className="row">
            <button
              type="button"
              className="btn small"
              aria-keyshortcuts="Alt+M"
              title="Move to… (Alt M)"
              onClick={() => arrange.openMove({ section: section.id })}
            >
              Move to…
            </button>
            {'sections' in section ? (
              <button type="button" className="btn small" onClick={() => arrange.addSection(section.id)}>
                + Section inside
              </button>
            ) : null}
            <button type="button" className="btn small danger" onClick={() => arrange.removeSection(section.id)} title="Its entries stay">
              Remove heading
            </button>
          </p>
        </section>
      )}
      <section aria-label="Place">
        <h2>Place</h2>
        {section.place ? (
          <ul className="credits">
            <li>
              <small>Place</small>
              <span>
                {place?.name ?? 'A record that no longer exists'} {place?.original ? <span lang={place.original.lang}>{place.original.name}</span> : null}
              </span>
              <button type="button" aria-label={`Remove the place ${place?.name ?? ''}`} onClick={() => setPlace(null)}>
                ×
              </button>
            </li>
          </ul>
        ) : (
          <RecordPicker
            key={section.id}
            label="Every entry here belongs to this place"
            placeholder="A place"
            kinds={['place']}
            onPick={(record) => {
              addRecord(record)
              setPlace(record.id)
            }}
          />
        )}
      </section>
    </>
  )
}
