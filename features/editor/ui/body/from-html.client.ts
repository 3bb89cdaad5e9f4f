'use client'

// Loaded at the first paste, with what reads HTML.
export { fromHtml } from '../../document/from-html'
