import { forbidden } from '@/platform/errors'
import type { Actor } from '@/platform/http/request'
import { renderLine, renderProse } from '@/features/articles/markdown'
import { mayWrite } from '@/features/articles/policy'

/** Prose as readers will see it: safe HTML. For writers only, because rendering costs. */
export function previewProse(actor: Actor, { markdown, line }: { markdown: string; line: boolean }): { html: string } {
  if (!mayWrite(actor)) throw forbidden()
  return { html: line ? renderLine(markdown) : renderProse(markdown) }
}
