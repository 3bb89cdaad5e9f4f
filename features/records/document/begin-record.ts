import { fold } from '@/platform/text/fold'
import { withHangul } from '@/platform/text/two-scripts'
import { readVideoAddress } from '@/platform/text/video-address'
import type { RecordKind } from '../schema'

type Begun = { kind: RecordKind; name: string; original: string; isAddress: boolean }

/**
 * What a new record is taken for by what was typed. `heading`: of the entry that it is made for: what is called so is its song, and its video is called so.
 * `isAddress`: it is a video's address, which says nothing of its name.
 */
export function beginRecord(typed: string, kinds: readonly RecordKind[], heading: string): Begun {
  const first = kinds[0]!
  if (kinds.includes('video') && readVideoAddress(typed) !== null) return { kind: first, name: heading.trim(), original: '', isAddress: true }
  // A video has one name.
  if (first === 'video') return { kind: first, name: typed, original: '', isAddress: false }
  const isHeading = kinds.includes('song') && fold(heading) !== '' && fold(heading) === fold(typed)
  const { name, hangul } = withHangul(typed)
  return { kind: isHeading ? 'song' : first, name, original: hangul, isAddress: false }
}
