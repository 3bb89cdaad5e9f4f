import { expect, test } from 'vitest'
import type { RecordKind } from '../schema'
import { beginRecord } from './begin-record'

const any: RecordKind[] = ['person', 'group', 'song', 'place']
const plain = { original: '', isAddress: false }

test.each<[string, RecordKind[], string, object]>([
  ['BTS (방탄소년단)', any, 'Dope', { kind: 'person', name: 'BTS', original: '방탄소년단', isAddress: false }],
  ['방탄소년단', ['group'], '', { kind: 'group', name: '', original: '방탄소년단', isAddress: false }],
  ['loser', any, '“Loser”', { ...plain, kind: 'song', name: 'loser' }],
  ['Loser', ['person', 'group'], '“Loser”', { ...plain, kind: 'person', name: 'Loser' }],
  ['youtu.be/E0ZHXVp_wUE', ['video'], ' “Loser” ', { kind: 'video', name: '“Loser”', original: '', isAddress: true }],
  ['뮤직비디오', ['video'], 'Loser', { ...plain, kind: 'video', name: '뮤직비디오' }],
])('%s of %j for the entry %j', (typed, kinds, heading, begun) => expect(beginRecord(typed, kinds, heading)).toEqual(begun))
