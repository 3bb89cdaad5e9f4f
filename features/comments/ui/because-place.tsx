import { formState } from '@/platform/cache'
import { OwnSlot } from '@/ui/own'
import { becauseSlot } from '../addresses'
import { refusedBecauseHtml } from '../because-html'

type Props = { list: string; entry: { id: string; slug: string; heading: string }; at?: 'list' | 'entry' }

/** Where the line opens in which a reader says why they voted for an entry; what was refused stands there as it was typed. */
export function BecausePlace({ list, entry, at = 'list' }: Props) {
  const refused = formState('because')
  if (refused?.values.entry !== entry.slug) return <OwnSlot name={becauseSlot(at, entry.id)} />
  return <div dangerouslySetInnerHTML={{ __html: refusedBecauseHtml({ list, entry, at }, refused) }} />
}
