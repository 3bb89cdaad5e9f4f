'use client'

// Loaded when a plain text with lines or signs is pasted.
export { fromPlain } from '../../document/from-plain'
