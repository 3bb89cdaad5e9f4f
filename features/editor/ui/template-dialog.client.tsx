'use client'

import { useState, type FormEvent } from 'react'
import { creditRoles, limits, type CreditRole, type Template } from '@/features/articles/schema'
import { Modal, ModalFoot } from '@/ui/modal.client'
import { templateWords, unknownSlots } from '../document/templates'
import { useEditor } from './editor-context.client'

const blank: Template = { roles: ['artist', 'song'], video: true, heading: '', subheading: '' }
const roleNames = Object.keys(creditRoles) as CreditRole[]
const patterns = [
  { field: 'heading', label: 'Heading', max: limits.heading, example: '“{song}”' },
  { field: 'subheading', label: 'Subheading', max: limits.subheading, example: '**{artist}**, in {filmed-in}' },
] as const

function faultOf(pattern: string, max: number): string {
  const [unknown] = unknownSlots(pattern)
  if (unknown !== undefined) return `{${unknown}} is no role. There are: ${roleNames.map((role) => `{${role}}`).join(', ')}`
  return pattern.length > max ? `${pattern.length - max} characters too many` : ''
}

/** Asks what each entry of the list has. */
export function TemplateDialog({ onClose }: { onClose: () => void }) {
  const { document, change, announce } = useEditor()
  const [begun] = useState<Template>(document.template ?? blank)
  const [template, setTemplate] = useState(begun)
  const [isAsked, setIsAsked] = useState(false)
  const faults = Object.fromEntries(patterns.map(({ field, max }) => [field, faultOf(template[field], max)]))
  const toggle = (role: CreditRole, on: boolean) =>
    setTemplate({ ...template, roles: on ? [...template.roles, role] : template.roles.filter((one) => one !== role) })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setIsAsked(true)
    if (Object.values(faults).some(Boolean)) return
    change((now) => ({ ...now, template }))
    announce(`Each entry has: ${templateWords(template)}`)
    onClose()
  }
  return (
    <Modal title="What each entry has" unsaved={template === begun ? '' : 'The template is not made yet. Throw away what you chose?'} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <fieldset className="choices in-columns">
          <legend>Credits</legend>
          {roleNames.map((role) => (
            <div className="check" key={role}>
              <input type="checkbox" id={`template-${role}`} checked={template.roles.includes(role)} onChange={(event) => toggle(role, event.target.checked)} />
              <label htmlFor={`template-${role}`}>{creditRoles[role]}</label>
            </div>
          ))}
          <div className="check">
            <input
              type="checkbox"
              id="template-video"
              checked={template.video}
              onChange={(event) => setTemplate({ ...template, video: event.target.checked })}
            />
            <label htmlFor="template-video">A video</label>
          </div>
        </fieldset>
        {patterns.map(({ field, label, example }) => {
          const fault = isAsked ? faults[field] : ''
          return (
            <div className={fault ? 'field bad' : 'field'} key={field}>
              <label htmlFor={`template-${field}`}>{label} from the credits</label>
              <input
                id={`template-${field}`}
                value={template[field]}
                autoComplete="off"
                spellCheck={false}
                aria-invalid={fault ? true : undefined}
                aria-describedby={`template-${field}-${fault ? 'error' : 'hint'}`}
                onChange={(event) => setTemplate({ ...template, [field]: event.target.value })}
              />
              {fault ? (
                <p className="error" id={`template-${field}-error`}>
                  {fault}
                </p>
              ) : (
                <p className="hint" id={`template-${field}-hint`}>
                  For example <code>{example}</code>. Left empty, everybody writes their own.
                </p>
              )}
            </div>
          )
        })}
        <ModalFoot error="" onClose={onClose}>
          <button type="submit" className="btn primary">
            Each entry has this
          </button>
        </ModalFoot>
      </form>
    </Modal>
  )
}
