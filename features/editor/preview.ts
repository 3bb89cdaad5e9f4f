import { forbidden } from '@/platform/errors'
import type { Actor } from '@/platform/http/request'
import { renderLine, renderProse } from '@/features/articles/markdown'
import { listShownPictures } from '@/features/media/queries/shown-pictures'
import { pictureFinder, pictureIdsIn } from '@/features/media/document/text-pictures'
import { mayWrite } from '@/features/articles/policy'

/** Prose as readers will see it: safe HTML. For writers only, because rendering costs. */
export async function previewProse(actor: Actor, { markdown, line }: { markdown: string; line: boolean }): Promise<{ html: string }> {
  if (!mayWrite(actor)) throw forbidden()
  if (line) return { html: renderLine(markdown) }
  const pictures = await listShownPictures(pictureIdsIn([markdown]))
  return { html: renderProse(markdown, 2, 'text', pictureFinder(pictures)) }
}
