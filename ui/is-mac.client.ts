'use client'

/** Whether keys are those of a Mac: ⌘ does there what Ctrl does elsewhere. */
export const isMac = (): boolean => /Mac|iPhone|iPad/.test(navigator.userAgent)
