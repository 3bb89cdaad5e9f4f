'use client'

import { useState } from 'react'
import { LoadedPart } from '@/ui/loaded-part.client'
import type { ReviewBarProps } from './review-bar.client'

const loadReviewBar = async () => (await import('./review-bar.client')).ReviewBar

/** The request for a review, of a list that has one: others need not load what it is decided with. It stays while one writes why, also when the request is withdrawn meanwhile. */
export function ReviewPart(props: ReviewBarProps) {
  const [isThere, setIsThere] = useState(false)
  const [isClosed, setIsClosed] = useState(false)
  if (props.publication.review && !isThere) setIsThere(true)
  return isThere && !isClosed ? <LoadedPart load={loadReviewBar} given={{ ...props, onClose: () => setIsClosed(true) }} /> : null
}
