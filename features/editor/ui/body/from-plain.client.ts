'use client'

// Loaded when a plain text with lines or signs is pasted.
export { plainToMarkdown } from '@/platform/text/plain-to-markdown'
