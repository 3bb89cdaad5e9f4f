import type { Metadata } from 'next'
import { getMediumWithUses } from '@/features/media/queries/media'
import { pictureAddress } from '@/features/media/document/text-pictures'
import { MediumFiles } from '@/features/media/ui/medium-files.client'
import { MediumForm } from '@/features/media/ui/medium-form.client'
import { UsesList } from '@/features/media/ui/uses-list.client'
import { megabytes, nameOf } from '@/features/media/ui/words.client'
import { Moment } from '@/ui/moment.client'
import { Notice } from '@/ui/notice'
import { studioPage } from '../../_studio/studio-page'

export const instant = false
export const metadata: Metadata = { title: 'Picture' }

export default studioPage({ path: (param) => `/admin/media/${param('id')}`, current: '/admin/media', wide: true }, async ({ actor, param, has }) => {
  const medium = await getMediumWithUses(actor, param('id').slice(0, 40))
  const { id, picture, uses, mayChange, bytes, createdAt, replacedAt } = medium
  return (
    <>
      <p className="crumb">
        <a href="/admin/media">Pictures</a> /
      </p>
      <h1 className="medium-name">{nameOf(medium)}</h1>
      {has('saved') ? <Notice tone="good">Saved.</Notice> : null}
      <p className="meta">
        {picture ? (
          <span>
            {picture.width} × {picture.height}
          </span>
        ) : null}
        <span>sent with {megabytes(bytes)}</span>
        <span>
          added <Moment at={createdAt} />
        </span>
        {replacedAt ? (
          <span>
            replaced <Moment at={replacedAt} />
          </span>
        ) : null}
      </p>
      <MediumForm medium={medium} writer={actor.account!.id} />
      <section>
        <h2>Where it is</h2>
        {uses.length === 0 ? (
          <p className="soft">No list shows it. Pages of entries that have left their lists are not looked through.</p>
        ) : (
          <UsesList uses={uses} />
        )}
        <p className="soft">
          In a text: <code>{`![](${pictureAddress(id)})`}</code>
        </p>
        {mayChange ? <MediumFiles id={id} shownIn={uses.length} /> : null}
      </section>
    </>
  )
})
