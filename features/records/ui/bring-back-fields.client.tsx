'use client'

import { ReloadingButton } from '@/ui/reloading-button.client'
import { bringBackRecordAction } from '../actions'
import { bringBackInWords, type BringBack } from './bring-back-words.client'

type Props = { id: string; revision: number; seen: number; /** The action; that of records unless said otherwise. */ act?: BringBack }

/** Brings an earlier state of the fields back. */
export const BringBackFields = ({ id, revision, seen, act = bringBackRecordAction }: Props) => (
  <ReloadingButton words="Bring this back" act={() => bringBackInWords(act, { id, revision, seen })} />
)
